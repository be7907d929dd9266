package dev.keel.venues.metatrader.mailbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a growing file line by line. A line that has no end yet waits. For one thread. */
public final class LogTail {
    private static final int CHUNK = 256 << 10;
    private static final int MAX_LINE = 1 << 20;
    private static final int MAC_LENGTH = 64;

    private final Path file;
    private final @Nullable PairingKey key;
    private long offset;
    private long refused;

    /**
     * @param key null for bare lines
     */
    public LogTail(Path file, @Nullable PairingKey key) {
        this.file = file;
        this.key = key;
    }

    /** Passes over everything that is there already. */
    public void skipToEnd() {
        try {
            offset = Files.size(file);
        } catch (IOException e) {
            offset = 0;
        }
    }

    /** How many lines were not genuine or not readable; each is passed over. */
    public long refused() {
        return refused;
    }

    /** The lines that came since; none if the file cannot be read at the moment. */
    public List<Row> poll() {
        List<Row> rows = new ArrayList<>();
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            boolean isMore = channel.size() > offset;
            while (isMore) {
                isMore = readChunk(channel, rows) && channel.size() > offset;
            }
        } catch (NoSuchFileException e) {
            offset = 0;
        } catch (IOException e) {
            // Locked or moved at this moment: the next look finds it.
            return rows;
        }
        return rows;
    }

    private boolean readChunk(SeekableByteChannel channel, List<Row> rows) throws IOException {
        byte[] bytes = new byte[(int) Math.min(MAX_LINE + CHUNK, channel.size() - offset)];
        channel.position(offset);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int read = 0;
        while (read >= 0 && buffer.hasRemaining()) {
            read = channel.read(buffer);
        }
        int start = 0;
        for (int i = 0; i < buffer.position(); i++) {
            if (bytes[i] == '\n') {
                take(new String(bytes, start, i - start, StandardCharsets.US_ASCII), rows);
                start = i + 1;
            }
        }
        if (start == 0 && buffer.position() > MAX_LINE) {
            start = buffer.position();
            refused++;
        }
        offset += start;
        return start > 0;
    }

    private void take(String line, List<Row> rows) {
        try {
            rows.add(Row.parse(key == null ? line : genuine(line, key)));
        } catch (GarbledException e) {
            refused++;
        }
    }

    private static String genuine(String line, PairingKey key) {
        boolean formed = line.length() > MAC_LENGTH + 1 && line.charAt(MAC_LENGTH) == ' ';
        String text = formed ? line.substring(MAC_LENGTH + 1) : "";
        if (!formed
                || !key.signed(
                        text.getBytes(StandardCharsets.US_ASCII), line.substring(0, MAC_LENGTH))) {
            throw new GarbledException("a line must carry its MAC");
        }
        return text;
    }
}
