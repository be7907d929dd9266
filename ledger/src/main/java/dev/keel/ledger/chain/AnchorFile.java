package dev.keel.ledger.chain;

import dev.keel.ledger.database.LedgerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The anchors file, to be added to; one process at a time has it. For one thread. */
final class AnchorFile implements AutoCloseable {
    static final String NAME = "anchors.jsonl";

    private static final Logger LOG = LoggerFactory.getLogger(AnchorFile.class);

    private final Path file;
    private final FileChannel channel;
    private long length;

    private AnchorFile(Path file, FileChannel channel, long length) {
        this.file = file;
        this.channel = channel;
        this.length = length;
    }

    /**
     * What is at the end of the file.
     *
     * @param number of the last anchor that can be read; 0 for none
     * @param hash of its line
     * @param whole how many bytes lines with an end take
     * @param size how many bytes there are
     */
    record Tail(long number, String hash, long whole, long size) {}

    static AnchorFile open(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE));
        try {
            if (channel.tryLock() == null) {
                throw new LedgerException("another Keel writes anchors to " + file);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new LedgerException("this Keel writes anchors to " + file + " already", e);
        } catch (IOException | LedgerException e) {
            channel.close();
            throw e;
        }
        return new AnchorFile(file, channel, channel.size());
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Reads all of it. */
    Tail tail(AnchorKey.Public key) throws IOException {
        long whole = 0;
        @Nullable String last = null;
        long number = 0;
        try (AnchorLines lines = AnchorLines.of(file, length)) {
            for (Optional<AnchorLines.Line> line = lines.next();
                    line.isPresent();
                    line = lines.next()) {
                AnchorLines.Line present = line.get();
                whole = present.whole() ? present.end() : whole;
                Optional<Anchor> anchor = Anchor.read(present.text(), key);
                if (present.whole() && anchor.isPresent()) {
                    number = anchor.get().number();
                    last = present.text();
                }
            }
        }
        String hash = last == null ? Anchor.NOTHING_BEFORE : Anchor.hashOf(last);
        return new Tail(number, hash, whole, length);
    }

    /** Takes away what a kill in the middle of a line has left. */
    void cut(long bytes) throws IOException {
        LOG.warn("the last line of {} was not written to its end; it is taken away", file);
        channel.truncate(bytes);
        channel.force(true);
        length = bytes;
    }

    /** Adds a line; it is durable when this returns. What a failed attempt left is taken away. */
    void add(String line) throws IOException {
        long size = channel.size();
        if (size < length) {
            LOG.error("somebody cut {} from {} to {} bytes", file, length, size);
            length = size;
        } else if (size > length) {
            channel.truncate(length);
        }
        ByteBuffer bytes = StandardCharsets.ISO_8859_1.encode(endOfTornLine() + line + "\n");
        long position = length;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
        channel.force(true);
        length = position;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Damage stays visible as a line of its own. */
    private String endOfTornLine() throws IOException {
        if (length == 0) {
            return "";
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, length - 1);
        return last.get(0) == '\n' ? "" : "\n";
    }
}
