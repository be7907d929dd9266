package dev.keel.venues.fix.quickfix;

import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixVersion;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A counterparty that does nothing by itself: a test writes and reads every byte. */
final class RawPeer implements AutoCloseable {
    static final String NAME = "VENUE";
    static final String US = "KEEL";

    private static final int PATIENCE_MILLIS = 20_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final ServerSocket server;
    private final FixVersion version;
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private @Nullable Socket socket;
    private @Nullable InputStream in;
    private int next = 1;

    RawPeer(FixVersion version) {
        this(version, plainServer());
    }

    RawPeer(FixVersion version, ServerSocket server) {
        this.version = version;
        this.server = server;
        try {
            server.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket plainServer() {
        try {
            return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Everything that came, as it came. */
    List<String> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    /** The number of the next message that this side sends. */
    int next() {
        return next;
    }

    void next(int number) {
        next = number;
    }

    /** Takes a connection and gives back its logon. */
    FixMessage accept() {
        acceptConnection();
        return read();
    }

    void acceptConnection() {
        try {
            socket = server.accept();
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that comes until the other side ends the connection. */
    String allUntilTheEnd() {
        try {
            return new String(stream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a connection and waits for a whole message on it. */
    void acceptOneMessage() {
        accept();
    }

    /** Waits until the engine has asked for what was not taken over. */
    void settleAfterFailure() {
        send("0", "");
        read("2");
    }

    /**
     * Takes a connection and logs it on. One that was on its way while the session was halted ends
     * without a word: the next one counts.
     */
    FixMessage logOn() {
        FixMessage logon = acceptOneThatSpeaks();
        send("A", version == FixVersion.FIX50SP2 ? "98=0|108=20|1137=9" : "98=0|108=20");
        return logon;
    }

    private FixMessage acceptOneThatSpeaks() {
        acceptConnection();
        try {
            stream().mark(1);
            if (stream().read() < 0) {
                acceptConnection();
            } else {
                stream().reset();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read();
    }

    /** Sends with the next number. */
    void send(String type, String body) {
        send(type, next, "", body);
        next++;
    }

    /** Sends with any number, and more fields of the header. */
    void send(String type, int sequence, String header, String body) {
        sendAt(Instant.now(), type, sequence, header, body);
    }

    void sendAt(Instant time, String type, int sequence, String header, String body) {
        String middle =
                "35="
                        + type
                        + "|34="
                        + sequence
                        + "|49="
                        + NAME
                        + "|56="
                        + US
                        + "|52="
                        + TIME.format(time)
                        + "|"
                        + (header.isEmpty() ? "" : header + "|")
                        + (body.isEmpty() ? "" : body + "|");
        String content = middle.replace('|', '\u0001');
        String head = "8=" + version.beginString() + "\u00019=" + content.length() + "\u0001";
        write(head + content + "10=" + checksum(head + content) + "\u0001");
    }

    void write(String bytes) {
        try {
            open().getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            open().getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next message that is not a heartbeat. */
    FixMessage read() {
        FixMessage message = WireFormat.read(readRaw());
        while (message.type().equals("0")) {
            message = WireFormat.read(readRaw());
        }
        return message;
    }

    /** Skips to a message of this type. */
    FixMessage read(String type) {
        FixMessage message = read();
        while (!message.type().equals(type)) {
            message = read();
        }
        return message;
    }

    /** Whether the other side ends the connection before it sends anything else. */
    boolean isEnded() {
        try {
            return stream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Waits until everything that was sent before has been handled: an answer to a test request.
     */
    List<FixMessage> settle() {
        send("1", "112=settle" + next);
        List<FixMessage> before = new ArrayList<>();
        FixMessage message = WireFormat.read(readRaw());
        while (!message.get(112).orElse("").startsWith("settle")) {
            before.add(message);
            message = WireFormat.read(readRaw());
        }
        return before;
    }

    void drop() {
        try {
            open().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Duration patience() {
        return Duration.ofMillis(PATIENCE_MILLIS);
    }

    private String readRaw() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            while (!ends(bytes.toString(StandardCharsets.ISO_8859_1))) {
                int next = stream().read();
                if (next < 0) {
                    throw new IOException("the connection ended after '" + bytes + "'");
                }
                bytes.write(next);
            }
            String message = bytes.toString(StandardCharsets.ISO_8859_1);
            seen.add(message);
            return message;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean ends(String message) {
        int at = message.lastIndexOf("\u000110=");
        return at >= 0 && message.length() == at + 8 && message.endsWith("\u0001");
    }

    private Socket open() {
        if (socket == null) {
            throw new IllegalStateException("nobody has connected");
        }
        return socket;
    }

    private InputStream stream() {
        if (in == null) {
            throw new IllegalStateException("nobody has connected");
        }
        return in;
    }

    private static String checksum(String content) {
        int sum = content.chars().sum() % 256;
        return String.format(Locale.ROOT, "%03d", sum);
    }
}
