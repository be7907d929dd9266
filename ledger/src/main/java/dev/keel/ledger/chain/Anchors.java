package dev.keel.ledger.chain;

import dev.keel.ledger.database.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The anchors in a folder, as they were when it was opened, or in a copy of it. Reads them once, in
 * their order, and tells what is wrong with the lines.
 */
public final class Anchors {
    private final Path file;
    private final AnchorKey.Public key;
    private final long size;

    private Anchors(Path file, AnchorKey.Public key, long size) {
        this.file = file;
        this.key = key;
        this.size = size;
    }

    /** What the anchors are told to. */
    public interface Visitor {
        /**
         * An anchor that was signed by the key.
         *
         * @param lineHash in hexadecimal
         */
        void anchor(long line, long number, String lineHash) throws SQLException;

        /** One of the accounts that the latest anchor names. */
        void tip(Named tip) throws SQLException;

        /** Something is wrong with a line. */
        void damaged(long line, String what);
    }

    /**
     * The end of a chain by an anchor.
     *
     * @param hash in hexadecimal
     * @param anchor its number
     * @param line where it is
     */
    public record Named(String account, long sequence, String hash, long anchor, long line) {}

    /**
     * What was read.
     *
     * @param anchors that were signed by the key
     * @param last the number of the last one; 0 for none
     * @param lines in the file
     */
    public record Summary(long anchors, long last, long lines) {}

    /**
     * The anchors of a folder; empty if there is no file of them.
     *
     * @throws LedgerException if there is one but it or its public key cannot be read
     */
    public static Optional<Anchors> in(Path folder) {
        Path file = folder.resolve(AnchorFile.NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Anchors(file, AnchorKey.Public.read(folder), Files.size(file)));
        } catch (IOException e) {
            throw cannotRead(file, e);
        }
    }

    public Path file() {
        return file;
    }

    /** Whether they were opened in this folder. */
    public boolean isIn(Path folder) {
        return file.equals(folder.resolve(AnchorFile.NAME));
    }

    public String keyId() {
        return key.id();
    }

    /**
     * Reads all of them.
     *
     * @throws LedgerException if the file cannot be read
     */
    public Summary read(Visitor visitor) throws SQLException {
        Reading reading = new Reading(visitor);
        try (AnchorLines lines = AnchorLines.of(file, size)) {
            for (Optional<AnchorLines.Line> line = lines.next();
                    line.isPresent();
                    line = lines.next()) {
                reading.take(line.get());
            }
        } catch (IOException e) {
            throw cannotRead(file, e);
        }
        return new Summary(reading.anchors, reading.last, reading.lines);
    }

    private static LedgerException cannotRead(Path file, IOException cause) {
        return new LedgerException(
                "the anchors in " + file + " cannot be read: " + cause.getMessage(), cause);
    }

    /** Goes through the lines; for one thread. */
    private final class Reading {
        private final Visitor visitor;
        private @Nullable String previous = Anchor.NOTHING_BEFORE;
        private long anchors;
        private long last;
        private long lines;

        Reading(Visitor visitor) {
            this.visitor = visitor;
        }

        void take(AnchorLines.Line line) throws SQLException {
            lines = line.number();
            if (!line.whole()) {
                damaged(line, "has no end: the file was cut in the middle of it");
                return;
            }
            Optional<Anchor> read = Anchor.read(line.text(), key);
            if (read.isEmpty()) {
                damaged(line, "was altered: it has no signature of key " + key.id());
                return;
            }
            Anchor anchor = read.get();
            compareWithPrevious(line.number(), anchor);
            anchors++;
            last = anchor.number();
            previous = Anchor.hashOf(line.text());
            visitor.anchor(line.number(), anchor.number(), previous);
            for (Anchor.Tip tip : anchor.tips()) {
                visitor.tip(
                        new Named(
                                tip.account(),
                                tip.sequence(),
                                tip.hash(),
                                anchor.number(),
                                line.number()));
            }
        }

        private void damaged(AnchorLines.Line line, String what) {
            visitor.damaged(line.number(), what);
            previous = null;
        }

        /** After a line that cannot be read nothing is known of the one before. */
        private void compareWithPrevious(long line, Anchor anchor) {
            if (previous == null) {
                return;
            }
            long next = last + 1;
            if (anchor.number() > next) {
                visitor.damaged(
                        line,
                        "is anchor %d: %s missing before it"
                                .formatted(anchor.number(), missing(next, anchor.number() - 1)));
            } else if (anchor.number() < next) {
                visitor.damaged(
                        line, "is anchor %d and stands after %d".formatted(anchor.number(), last));
            } else if (!anchor.previous().equals(previous)) {
                visitor.damaged(line, "follows another line than the one before it");
            }
        }
    }

    private static String missing(long first, long last) {
        return first == last
                ? "anchor " + first + " is"
                : "anchors " + first + " to " + last + " are";
    }
}
