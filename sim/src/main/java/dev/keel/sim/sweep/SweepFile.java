package dev.keel.sim.sweep;

import dev.keel.sim.sweep.Trial.Method;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A sweep's book in a file of lines, one a combination.
 *
 * <p>The file is called after what is swept, so another sweep never finds it. A last line that was
 * torn by an interruption is cut off. One process has it at a time.
 */
public final class SweepFile implements SweepBook, AutoCloseable {
    private static final String HEADER = "keel-sweep 1";
    private static final int FIELDS = 6;
    private static final String REFUSED = "refused";

    private final SweepRequest request;
    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private final Map<Integer, Entry> entries = new TreeMap<>();

    private SweepFile(SweepRequest request, Path file, FileChannel channel, FileLock lock) {
        this.request = request;
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Opens the book of a sweep, or starts it.
     *
     * @param folder made if it does not exist
     * @throws UncheckedIOException if the file cannot be read or written
     * @throws IllegalStateException if another process runs the same sweep, or the file is none of
     *     ours
     */
    public static SweepFile open(Path folder, SweepRequest request) {
        Path file = folder.resolve(request.fingerprint() + ".sweep");
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock == null) {
                    throw new IllegalStateException("another process runs this sweep, see " + file);
                }
                SweepFile book = new SweepFile(request, file, channel, lock);
                book.read();
                return book;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Forgets what is known, so that all is tried again. */
    public void clear() {
        try {
            channel.truncate(0);
            entries.clear();
            append(HEADER + "\n");
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public Map<Integer, Entry> entries() {
        return new TreeMap<>(entries);
    }

    @Override
    public void write(List<Entry> made) {
        StringBuilder lines = new StringBuilder();
        for (Entry entry : made) {
            lines.append(line(entry)).append('\n');
            entries.put(entry.index(), entry);
        }
        try {
            append(lines.toString());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void read() throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int whole = text.lastIndexOf('\n') + 1;
        channel.truncate(text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length);
        if (whole == 0) {
            append(HEADER + "\n");
            return;
        }
        List<String> lines = text.substring(0, whole).lines().toList();
        if (!lines.getFirst().equals(HEADER)) {
            throw new IllegalStateException(file + " must begin with '" + HEADER + "'");
        }
        for (String line : lines.subList(1, lines.size())) {
            Entry entry = entry(line);
            entries.put(entry.index(), entry);
        }
    }

    private void append(String text) throws IOException {
        channel.position(channel.size());
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static String line(Entry entry) {
        return switch (entry) {
            case Refused(int index, String reason) ->
                    index + "," + REFUSED + "," + URLEncoder.encode(reason, StandardCharsets.UTF_8);
            case Tried(Trial trial) ->
                    String.join(
                            ",",
                            Integer.toString(trial.index()),
                            trial.method().name(),
                            trial.objective().isPresent()
                                    ? Double.toString(trial.objective().getAsDouble())
                                    : "",
                            Double.toString(trial.finalEquity()),
                            Integer.toString(trial.fills()),
                            encoded(trial.path()));
        };
    }

    private Entry entry(String line) {
        String[] fields = line.split(",", -1);
        try {
            int index = Integer.parseInt(fields[0]);
            if (fields.length == 3 && fields[1].equals(REFUSED)) {
                return new Refused(index, URLDecoder.decode(fields[2], StandardCharsets.UTF_8));
            }
            if (fields.length == FIELDS) {
                return new Tried(
                        new Trial(
                                index,
                                request.grid().at(index),
                                fields[2].isEmpty()
                                        ? OptionalDouble.empty()
                                        : OptionalDouble.of(Double.parseDouble(fields[2])),
                                Double.parseDouble(fields[3]),
                                Integer.parseInt(fields[4]),
                                Method.valueOf(fields[1]),
                                decoded(fields[5])));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file + " has a line that is no trial: " + line, e);
        }
        throw new IllegalStateException(file + " has a line that is no trial: " + line);
    }

    private static String encoded(EquityPath path) {
        float[] points = path.toArray();
        ByteBuffer bytes = ByteBuffer.allocate(points.length * Float.BYTES);
        for (float point : points) {
            bytes.putFloat(point);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static EquityPath decoded(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        float[] points = new float[bytes.remaining() / Float.BYTES];
        for (int i = 0; i < points.length; i++) {
            points[i] = bytes.getFloat();
        }
        return new EquityPath(points);
    }

    private UncheckedIOException failed(IOException cause) {
        return new UncheckedIOException(file + " cannot be written: " + cause.getMessage(), cause);
    }
}
