package dev.keel.ledger.chain;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of an anchors file, one at a time; a byte is a character. */
final class AnchorLines implements AutoCloseable {
    /** Longer than any line that is written. */
    private static final int MAX_LENGTH = 4 << 20;

    private final InputStream in;
    private final long size;
    private long read;
    private long lines;

    private AnchorLines(InputStream in, long size) {
        this.in = in;
        this.size = size;
    }

    /**
     * One line.
     *
     * @param number from 1
     * @param end how many bytes of the file it ends after
     * @param whole whether it has its end
     */
    record Line(long number, String text, long end, boolean whole) {}

    /** The lines in the first bytes of a file. */
    static AnchorLines of(Path file, long size) throws IOException {
        return new AnchorLines(new BufferedInputStream(Files.newInputStream(file), 1 << 16), size);
    }

    /** The next line; empty at the end. */
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        while (read < size && bytes.size() < MAX_LENGTH) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            read++;
            if (next == '\n') {
                return Optional.of(line(bytes, true));
            }
            bytes.write(next);
        }
        return bytes.size() == 0 ? Optional.empty() : Optional.of(line(bytes, false));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private Line line(ByteArrayOutputStream bytes, boolean whole) {
        lines++;
        return new Line(lines, bytes.toString(StandardCharsets.ISO_8859_1), read, whole);
    }
}
