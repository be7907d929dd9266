package dev.keel.signals.fusion.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A diary in a text file: one line per record, its number from 1 first, its checksum last.
 *
 * <pre>
 * 1 opened schema=1 experts=ehlers,gann prior=0.5,0.5 ... #8c736521
 * </pre>
 *
 * <p>Opening it reads it. A last line that is torn, as a crash leaves it, is cut off: its record
 * was never learned from by anybody who is left. A line that was written twice counts once. Any
 * other damage is refused with the number of the line, since weights that follow from half a diary
 * would be wrong. What was appended is in the operating system's hands at once, and on disk after
 * {@link #sync} and {@link #close}.
 *
 * <p>The file is locked against other processes while it is open.
 */
public final class FileFusionLog implements FusionLog, AutoCloseable {
    private static final String CHECKSUM = " #";

    private final Path path;
    private final FileChannel channel;
    private final List<FusionRecord> read;
    private long lastNumber;

    private FileFusionLog(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
        this.read = new ArrayList<>();
    }

    /**
     * Opens a diary, or begins it.
     *
     * @throws FusionLogException if the file cannot be read or written, is damaged, or is open
     *     elsewhere
     */
    public static FileFusionLog open(Path path) {
        try {
            FileChannel channel =
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            try {
                FileFusionLog log = new FileFusionLog(path, channel);
                log.lock();
                log.load();
                return log;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new FusionLogException(path + ": cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public void append(FusionRecord entry) {
        String numbered = lastNumber + 1 + " " + RecordText.format(entry);
        byte[] line =
                (numbered + CHECKSUM + checksum(numbered) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            ByteBuffer buffer = ByteBuffer.wrap(line);
            while (buffer.hasRemaining()) {
                int written = channel.write(buffer);
                if (written < 0) {
                    throw new IOException("nothing could be written");
                }
            }
        } catch (IOException e) {
            throw new FusionLogException(path + ": cannot be written: " + e.getMessage(), e);
        }
        lastNumber++;
    }

    /** Hands out the records that were there when the file was opened, then those added since. */
    @Override
    public void replay(Consumer<FusionRecord> reader) {
        if (lastNumber == read.size()) {
            read.forEach(reader);
            return;
        }
        try {
            Lines lines = new Lines();
            lines.take(contents());
            lines.records.forEach(reader);
        } catch (IOException e) {
            throw new FusionLogException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Returns once all that was appended is on disk. */
    public void sync() {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw new FusionLogException(path + ": cannot be synced: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (channel) {
            channel.force(true);
        } catch (IOException e) {
            throw new FusionLogException(path + ": cannot be closed: " + e.getMessage(), e);
        }
    }

    private void lock() throws IOException {
        try {
            if (channel.tryLock() == null) {
                throw new FusionLogException(path + ": must not be open in another process", null);
            }
        } catch (OverlappingFileLockException e) {
            throw new FusionLogException(path + ": must not be open elsewhere", e);
        }
    }

    private void load() throws IOException {
        Lines lines = new Lines();
        int whole = lines.take(contents());
        channel.truncate(whole);
        channel.position(whole);
        read.addAll(lines.records);
        lastNumber = read.size();
    }

    private byte[] contents() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        for (int at = 0; buffer.hasRemaining(); ) {
            int count = channel.read(buffer, at);
            if (count < 0) {
                throw new IOException("the file became shorter");
            }
            at += count;
        }
        return buffer.array();
    }

    private static String checksum(String numbered) {
        CRC32 checksum = new CRC32();
        checksum.update(numbered.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    /** Reads lines; remembers each one's text, so that a repeated number is a repeated line. */
    private final class Lines {
        private final List<FusionRecord> records = new ArrayList<>();
        private final List<String> checksums = new ArrayList<>();
        private int lineNumber;

        /** Returns how many bytes are whole lines; what comes behind them is torn. */
        int take(byte[] bytes) {
            int start = 0;
            for (int at = 0; at < bytes.length; at++) {
                if (bytes[at] != '\n') {
                    continue;
                }
                lineNumber++;
                String line = new String(bytes, start, at - start, StandardCharsets.UTF_8);
                boolean last = at == bytes.length - 1;
                if (!isWhole(line)) {
                    if (last) {
                        return start;
                    }
                    throw damaged("checksum does not match", null);
                }
                take(line);
                start = at + 1;
            }
            return start;
        }

        private boolean isWhole(String line) {
            int end = line.lastIndexOf(CHECKSUM);
            return end > 0
                    && checksum(line.substring(0, end))
                            .equals(line.substring(end + CHECKSUM.length()));
        }

        private void take(String line) {
            int end = line.lastIndexOf(CHECKSUM);
            int blank = line.indexOf(' ');
            String checksum = line.substring(end + CHECKSUM.length());
            try {
                int number = Integer.parseInt(line.substring(0, blank));
                if (number >= 1 && number <= records.size()) {
                    requireSame(number, checksum);
                    return;
                }
                if (number != records.size() + 1) {
                    throw damaged(
                            "number must be " + (records.size() + 1) + ", was " + number, null);
                }
                records.add(RecordText.parse(line.substring(blank + 1, end)));
                checksums.add(checksum);
            } catch (IllegalArgumentException e) {
                throw damaged(String.valueOf(e.getMessage()), e);
            }
        }

        private void requireSame(int number, String checksum) {
            if (!checksums.get(number - 1).equals(checksum)) {
                throw damaged("number " + number + " was there already, with other words", null);
            }
        }

        private FusionLogException damaged(String problem, @Nullable Throwable cause) {
            return new FusionLogException(path + " line " + lineNumber + ": " + problem, cause);
        }
    }
}
