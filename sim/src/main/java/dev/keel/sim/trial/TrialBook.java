package dev.keel.sim.trial;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every trial there ever was, in a text file that is only appended to.
 *
 * <p>Several processes may write at once: each holds the file's lock while it does. A line that a
 * crash has torn is left where it is, the next one starts on a line of its own, and {@link #read}
 * counts what it could not understand. Whoever deletes the file forgets what was tried, and with it
 * how much luck the best result had; nothing here can hinder that.
 */
public final class TrialBook {
    /** The file's name in Keel's data folder. */
    public static final String FILE = "trials.tsv";

    /** The lock of a file holds between processes; within one, threads take turns here. */
    private static final Object TURN = new Object();

    private final Path file;

    /**
     * The book of a data folder.
     *
     * @param folder need not exist
     */
    public TrialBook(Path folder) {
        this.file = folder.resolve(FILE);
    }

    /** Where the book is. */
    public Path file() {
        return file;
    }

    /**
     * What the book holds.
     *
     * @param trials oldest first
     * @param unreadable how many lines were torn or changed
     */
    public record Contents(List<Trial> trials, int unreadable) {
        public Contents {
            trials = List.copyOf(trials);
        }

        /**
         * How often a strategy was tried on a market: on instruments of this name, whatever part of
         * their bars, and on these very bars under any name.
         */
        public TrialCount count(String strategy, Trial.MarketData market) {
            return TrialCount.of(
                    trials.stream()
                            .filter(trial -> trial.strategy().equals(strategy))
                            .filter(trial ->
                                    trial.symbol().equals(market.symbol())
                                            || trial.data().equals(market.data()))
                            .toList());
        }
    }

    /**
     * Adds trials; on return they are on disk.
     *
     * @throws TrialBookException if they cannot be written
     */
    public void add(List<Trial> trials) {
        if (trials.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        trials.forEach(trial -> lines.append(TrialLine.write(trial)).append('\n'));
        synchronized (TURN) {
            try {
                Optional<Path> folder = Optional.ofNullable(file.toAbsolutePath().getParent());
                if (folder.isPresent()) {
                    Files.createDirectories(folder.get());
                }
                append(lines.toString());
            } catch (IOException e) {
                throw new TrialBookException("written", file, e);
            }
        }
    }

    /**
     * Reads the whole book; a book that is not there is empty.
     *
     * @throws TrialBookException if it cannot be read
     */
    public Contents read() {
        if (!Files.exists(file)) {
            return new Contents(List.of(), 0);
        }
        List<Trial> trials = new ArrayList<>();
        int unreadable = 0;
        try {
            // Bytes, not characters: a torn line may end within one.
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            for (String line : text.split("\n", -1)) {
                if (!line.isEmpty()) {
                    Optional<Trial> trial = TrialLine.read(line);
                    trial.ifPresent(trials::add);
                    unreadable += trial.isPresent() ? 0 : 1;
                }
            }
        } catch (IOException e) {
            throw new TrialBookException("read", file, e);
        }
        return new Contents(trials, unreadable);
    }

    private void append(String lines) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("its lock was lost");
            }
            long end = channel.size();
            String text = endsWithin(channel, end) ? "\n" + lines : lines;
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            long at = end;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
            channel.force(true);
        }
    }

    /** Whether the last line was torn. */
    private static boolean endsWithin(FileChannel channel, long end) throws IOException {
        if (end == 0) {
            return false;
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        int read = channel.read(last, end - 1);
        return read == 1 && last.get(0) != '\n';
    }
}
