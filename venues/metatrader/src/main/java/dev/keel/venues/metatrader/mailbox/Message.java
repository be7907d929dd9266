package dev.keel.venues.metatrader.mailbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * A signed file.
 *
 * @param head its first line
 * @param rows the lines after it
 */
public record Message(Row head, List<Row> rows) {
    private static final int MAC_LENGTH = 64;
    private static final int MAX_BYTES = 64 << 20;

    public Message {
        rows = List.copyOf(rows);
    }

    public Message(Row head) {
        this(head, List.of());
    }

    public List<Row> rows(String kind) {
        return rows.stream().filter(row -> row.kind().equals(kind)).toList();
    }

    /** What came of reading. */
    public sealed interface Reading {
        record Absent() implements Reading {}

        /** It is there, and cannot be read yet or ever: locked, being written, or not genuine. */
        record Unreadable(String why) implements Reading {}

        record Read(Message message) implements Reading {}
    }

    /** Reads a signed file, if it is there, whole and genuine. */
    public static Reading read(Path file, PairingKey key) {
        byte[] content;
        try {
            if (Files.size(file) > MAX_BYTES) {
                return new Reading.Unreadable("larger than " + MAX_BYTES + " bytes");
            }
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new Reading.Absent();
        } catch (IOException e) {
            return new Reading.Unreadable("cannot be opened");
        }
        try {
            return parse(content, key);
        } catch (GarbledException e) {
            return new Reading.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static Reading parse(byte[] content, PairingKey key) {
        if (content.length <= MAC_LENGTH + 1
                || content[MAC_LENGTH] != '\n'
                || content[content.length - 1] != '\n') {
            return new Reading.Unreadable("not whole");
        }
        byte[] body = Arrays.copyOfRange(content, MAC_LENGTH + 1, content.length);
        String mac = new String(content, 0, MAC_LENGTH, StandardCharsets.US_ASCII);
        if (!key.signed(body, mac)) {
            return new Reading.Unreadable("its MAC does not match");
        }
        List<Row> lines =
                new String(body, StandardCharsets.US_ASCII).lines().map(Row::parse).toList();
        return new Reading.Read(new Message(lines.getFirst(), lines.subList(1, lines.size())));
    }

    /**
     * Writes a signed file: nobody ever sees half of it.
     *
     * @throws IOException if it could not be written; it is not there then
     */
    public void write(Path file, PairingKey key) throws IOException {
        StringBuilder text = new StringBuilder(head.toJson()).append('\n');
        rows.forEach(row -> text.append(row.toJson()).append('\n'));
        byte[] body = text.toString().getBytes(StandardCharsets.US_ASCII);
        String first = key.sign(body) + "\n";
        ByteBuffer content = ByteBuffer.allocate(first.length() + body.length);
        content.put(first.getBytes(StandardCharsets.US_ASCII)).put(body).flip();
        replace(file, content);
    }

    /** Puts a file in the place of another at one blow. */
    public static void replace(Path file, ByteBuffer content) throws IOException {
        String name = String.valueOf(file.getFileName());
        Path draft = file.resolveSibling(name.replaceFirst("\\.[a-z]+$", "") + ".tmp");
        try (FileChannel channel =
                FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
