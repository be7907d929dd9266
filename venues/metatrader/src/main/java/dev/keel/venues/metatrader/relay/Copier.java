package dev.keel.venues.metatrader.relay;

import dev.keel.venues.metatrader.mailbox.Message;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocket;

/**
 * Copies one end's files to the other over a connection, and the other's files here, as long as the
 * connection lasts. A message is sent at least once: numbers make a second time harmless. A log is
 * continued where the other end says that its copy ends.
 */
final class Copier implements AutoCloseable {
    private static final int CHUNK = 1 << 20;
    private static final long BEAT_NANOS = 2_000_000_000L;

    private final Path root;
    private final Side side;
    private final SSLSocket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Map<String, byte[]> sent = new HashMap<>();
    private final Set<String> sentOnce = new HashSet<>();
    private final Set<String> received = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> logs = new ConcurrentHashMap<>();
    private long beatAt;

    Copier(Path root, Side side, SSLSocket socket) throws IOException {
        this.root = root;
        this.side = side;
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        for (String folder : List.of("cmd", "res", "ask", "ans", "evt", "ticks")) {
            Files.createDirectories(root.resolve(folder));
        }
    }

    /** Tells the other end how far its logs have come here. */
    void begin() throws IOException {
        if (!side.sendsLogs()) {
            for (String log : logNames()) {
                send(
                        new Frame(
                                Frame.Kind.HAVE,
                                log,
                                Files.size(root.resolve(log)),
                                ByteBuffer.allocate(0)));
            }
        }
        send(new Frame(Frame.Kind.BEAT, "", 0, ByteBuffer.allocate(0)));
    }

    /** Receives one frame; blocks. */
    void receive() throws IOException {
        Frame frame = Frame.read(in);
        boolean isTheirs = side.other().sends(frame.name());
        switch (frame.kind()) {
            case PUT -> {
                requireTheirs(isTheirs, frame);
                Message.replace(root.resolve(frame.name()), frame.content());
                received.add(frame.name());
            }
            case APPEND -> {
                requireTheirs(isTheirs, frame);
                append(frame);
            }
            case HAVE -> logs.put(frame.name(), frame.offset());
            case GONE -> Files.deleteIfExists(root.resolve(frame.name()));
            case BEAT -> logs.putIfAbsent("", 0L);
        }
    }

    private static void requireTheirs(boolean isTheirs, Frame frame) throws IOException {
        if (!isTheirs) {
            throw new IOException("the other end must not send " + frame.name());
        }
    }

    private void append(Frame frame) throws IOException {
        Path file = root.resolve(frame.name());
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (channel.size() != frame.offset()) {
                throw new IOException("the log " + frame.name() + " does not continue here");
            }
            channel.position(frame.offset());
            ByteBuffer bytes = frame.content().duplicate();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /** Sends what is new here; called again and again. */
    void sendNews() throws IOException {
        if (logs.isEmpty()) {
            // The other end has not said yet how far it is.
            return;
        }
        // A command is in the journal before it is gone: looked at first, told last.
        List<String> gone = gone();
        if (side.sendsLogs()) {
            for (String log : logNames()) {
                sendLog(log);
            }
        }
        for (String name : side.messages()) {
            sendChanged(name);
        }
        for (String folder : side.messageFolders()) {
            sendNew(folder);
        }
        for (String name : gone) {
            received.remove(name);
            send(new Frame(Frame.Kind.GONE, name, 0, ByteBuffer.allocate(0)));
        }
        if (System.nanoTime() - beatAt > BEAT_NANOS) {
            send(new Frame(Frame.Kind.BEAT, "", 0, ByteBuffer.allocate(0)));
        }
        out.flush();
    }

    private List<String> logNames() throws IOException {
        List<String> names = new ArrayList<>();
        if (Files.exists(root.resolve("journal.log"))) {
            names.add("journal.log");
        }
        for (String folder : List.of("evt", "ticks")) {
            names.addAll(files(folder));
        }
        return names;
    }

    private List<String> files(String folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve(folder))) {
            for (Path file : files) {
                String name = folder + "/" + file.getFileName();
                if (Frame.isName(name)) {
                    names.add(name);
                }
            }
        }
        names.sort(null);
        return names;
    }

    private void sendLog(String name) throws IOException {
        long from = logs.getOrDefault(name, 0L);
        try (SeekableByteChannel channel = Files.newByteChannel(root.resolve(name))) {
            long end = channel.size();
            while (from < end) {
                byte[] content = chunk(channel, from, end);
                send(new Frame(Frame.Kind.APPEND, name, from, ByteBuffer.wrap(content)));
                from += content.length;
                logs.put(name, from);
            }
        } catch (NoSuchFileException e) {
            logs.remove(name);
        }
    }

    private static byte[] chunk(SeekableByteChannel channel, long from, long end)
            throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(CHUNK, end - from));
        channel.position(from);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new IOException("a log must not become shorter");
            }
        }
        return bytes.array();
    }

    private void sendChanged(String name) throws IOException {
        byte[] content;
        try {
            content = Files.readAllBytes(root.resolve(name));
        } catch (NoSuchFileException e) {
            return;
        }
        if (!Arrays.equals(content, sent.get(name))) {
            send(new Frame(Frame.Kind.PUT, name, 0, ByteBuffer.wrap(content)));
            sent.put(name, content);
        }
    }

    private void sendNew(String folder) throws IOException {
        List<String> names = files(folder);
        sentOnce.removeIf(name -> name.startsWith(folder + "/") && !names.contains(name));
        for (String name : names) {
            if (sentOnce.add(name)) {
                send(
                        new Frame(
                                Frame.Kind.PUT,
                                name,
                                0,
                                ByteBuffer.wrap(Files.readAllBytes(root.resolve(name)))));
            }
        }
    }

    /** What came from the other end and was used up here: it is done with there too. */
    private List<String> gone() {
        return received.stream()
                .filter(name ->
                        side.other().messageFolders().stream()
                                .anyMatch(folder -> name.startsWith(folder + "/")))
                .filter(name -> !Files.exists(root.resolve(name)))
                .sorted()
                .toList();
    }

    private void send(Frame frame) throws IOException {
        frame.write(out);
        beatAt = System.nanoTime();
        if (frame.kind() == Frame.Kind.BEAT || frame.kind() == Frame.Kind.HAVE) {
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** What of each log the other end has. */
    Map<String, Long> progress() {
        return new TreeMap<>(logs);
    }
}
