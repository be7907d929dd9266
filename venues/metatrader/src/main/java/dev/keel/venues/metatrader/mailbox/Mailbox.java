package dev.keel.venues.metatrader.mailbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keel's side of the mailbox of one account. For one thread at a time. */
public final class Mailbox implements AutoCloseable {
    private static final Pattern COMMAND = Pattern.compile("[0-9]{12}\\.msg");

    private final Path root;
    private final PairingKey key;
    private final FileChannel lockFile;
    private final LogTail journal;
    private final RotatedTail events;
    private final RotatedTail ticks;

    private Mailbox(Path root, PairingKey key, FileChannel lockFile) {
        this.root = root;
        this.key = key;
        this.lockFile = lockFile;
        this.journal = new LogTail(root.resolve("journal.log"), key);
        this.events = new RotatedTail(root.resolve("evt"), key);
        this.ticks = new RotatedTail(root.resolve("ticks"), null);
        ticks.skipToEnd();
    }

    /**
     * Takes the mailbox.
     *
     * @param key closed by the caller, after this
     * @throws IOException if it cannot be written to, or another Keel has it
     */
    public static Mailbox open(Path root, PairingKey key) throws IOException {
        for (String folder : List.of("cmd", "res", "ask", "ans", "evt", "ticks", "keel")) {
            Files.createDirectories(root.resolve(folder));
        }
        FileChannel lockFile =
                FileChannel.open(
                        root.resolve("keel").resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (lock(lockFile) == null) {
            lockFile.close();
            throw new IOException("another Keel works with this mailbox");
        }
        // Answers to a process that is gone; what they say of orders is in the journal as well.
        for (String folder : List.of("res", "ans", "ask")) {
            empty(root.resolve(folder));
        }
        return new Mailbox(root, key, lockFile);
    }

    private static void empty(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.msg")) {
            files.forEach(Mailbox::delete);
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Where Keel keeps what is its own. */
    public Path ownFolder() {
        return root.resolve("keel");
    }

    public Message.Reading hello() {
        return Message.read(root.resolve("hello.msg"), key);
    }

    public Message.Reading snap() {
        return Message.read(root.resolve("snap.msg"), key);
    }

    /** What was added to the journal since. */
    public List<Row> journal() {
        return journal.poll();
    }

    /** How many lines of the journal were not genuine. */
    public long refusedJournalLines() {
        return journal.refused();
    }

    /** What was added to the events since. */
    public List<Row> events() {
        return events.poll();
    }

    /** The quotes that came since. */
    public List<Row> ticks() {
        return ticks.poll();
    }

    /**
     * Hands over a command.
     *
     * @throws IOException if it was not handed over; nobody sees it then
     */
    public void command(Row command) throws IOException {
        new Message(command).write(file("cmd", command.number("seq")), key);
    }

    /** The numbers of the commands that the other side has not done with. */
    public SortedSet<Long> waiting() throws IOException {
        SortedSet<Long> numbers = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve("cmd"))) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (COMMAND.matcher(name).matches()) {
                    numbers.add(Long.parseLong(name.substring(0, 12)));
                }
            }
        }
        return numbers;
    }

    /** A command that the other side has not done with. */
    public Message.Reading waiting(long seq) {
        return Message.read(file("cmd", seq), key);
    }

    public Optional<Message> result(long seq) {
        return genuine("res", seq);
    }

    public void forgetResult(long seq) {
        delete(file("res", seq));
    }

    /** Asks; a question that cannot be written is one without an answer. */
    public void ask(Row question) throws IOException {
        new Message(question).write(file("ask", question.number("id")), key);
    }

    public Optional<Message> answer(long id) {
        return genuine("ans", id);
    }

    public void forgetAnswer(long id) {
        delete(file("ans", id));
        delete(file("ask", id));
    }

    public void acknowledge(Row acknowledgement) throws IOException {
        new Message(acknowledgement).write(root.resolve("ack.msg"), key);
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private Optional<Message> genuine(String folder, long number) {
        return Message.read(file(folder, number), key) instanceof Message.Reading.Read(var message)
                ? Optional.of(message)
                : Optional.empty();
    }

    private Path file(String folder, long number) {
        return root.resolve(folder).resolve("%012d.msg".formatted(number));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The other side reads it at this moment. It has been taken, and is never asked for
            // again: left over, it harms nobody.
            file.toFile().deleteOnExit();
        }
    }
}
