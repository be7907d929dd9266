package dev.keel.ledger.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;

/**
 * The server's messages. It writes them itself, also when Keel is gone; Keel keeps the file from
 * growing without bound.
 *
 * @param file the log in use; the one before it has the same name and {@code .1}
 * @param bound bytes from which on the log is set aside
 */
record ServerLog(Path file, long bound) {

    private static final int TAIL_BYTES = 8_192;
    private static final int TAIL_LINES = 15;

    /** Sets the log aside and begins an empty one. */
    void begin() throws IOException {
        if (Files.exists(file) && Files.size(file) > 0) {
            setAside();
        }
        clear();
    }

    /**
     * Begins an empty log without a look at the old one: what failed attempts of one and the same
     * start say is not kept.
     */
    void clear() throws IOException {
        Files.write(file, new byte[0]);
    }

    /**
     * Sets the log of the running server aside when it is too long. The file is emptied, not
     * replaced: the server keeps it open for appending. What it writes between the two steps is
     * lost.
     */
    void keepBounded() throws IOException {
        if (Files.size(file) > bound) {
            begin();
        }
    }

    private void setAside() throws IOException {
        Files.copy(
                file,
                file.resolveSibling(file.getFileName() + ".1"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** The last lines, for a message to the operator. */
    String tail() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(TAIL_BYTES);
            channel.read(bytes, Math.max(0, channel.size() - TAIL_BYTES));
            String text = StandardCharsets.UTF_8.decode(bytes.flip()).toString();
            long lines = text.lines().count();
            return text.lines()
                    .skip(Math.max(0, lines - TAIL_LINES))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw PostgresStartException.cannot("read " + file, e);
        }
    }
}
