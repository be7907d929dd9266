package dev.keel.sim.data;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.sim.market.MarketDataException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Bars in columns of 64-bit numbers, as they lie in memory: a million of them load in some tens of
 * milliseconds.
 *
 * <p>The layout, all numbers little-endian:
 *
 * <pre>
 *   0  8 bytes  "KEELBARS"
 *   8  int      version, 1
 *  12  int      length of the header, a multiple of 8
 *  16  long     rows
 *  24  long     timeframe in milliseconds
 *  32  int      decimals of prices
 *  36  int      decimals of volumes
 *  40  int      volumes that lost digits when the source was read
 *  44  int      bytes of the source's name
 *  48  long     size of the source in bytes
 *  56  32 bytes SHA-256 of the source
 *  88  6 longs  CRC-32C of every column
 * 136  text     the source's name, UTF-8, then zeros up to a multiple of 8
 *      long     CRC-32C of the header up to here
 *      columns  open times in milliseconds since 1970, opens, highs, lows, closes, volumes;
 *               each has a long for every row
 * </pre>
 *
 * <p>A file that is damaged, cut short or of another version is refused. It is written beside its
 * place and moved there, so that no reader sees a half.
 */
public final class ColumnarFile {
    /** How such a file's name ends. */
    public static final String SUFFIX = ".bars";

    private static final byte[] MAGIC = "KEELBARS".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int COLUMNS = 6;
    private static final int NAME_AT = 136;
    private static final int CHECKSUMS_AT = 88;
    private static final int LONGEST_NAME = 1_024;
    private static final int MOST_ROWS = 50_000_000;
    private static final int ROWS_AT_ONCE = 1 << 15;

    private ColumnarFile() {}

    /**
     * What a columnar file holds.
     *
     * @param roundedVolumes volumes that lost digits when the source was read
     */
    public record Content(BarSeries series, SourceKey source, int roundedVolumes) {}

    /** Whether a file begins as a columnar file does; false if it cannot be read. */
    public static boolean isOne(Path file) {
        try (var in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Writes a file, or leaves what was there.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Content content) throws IOException {
        WholeFile.write(
                file,
                part -> {
                    try (FileChannel channel =
                            FileChannel.open(
                                    part,
                                    StandardOpenOption.WRITE,
                                    StandardOpenOption.TRUNCATE_EXISTING)) {
                        write(channel, content);
                        channel.force(true);
                    }
                });
    }

    /**
     * Reads a file.
     *
     * @throws MarketDataException if it is missing, damaged or of another version
     */
    public static Content read(Path file) {
        String name = String.valueOf(file.getFileName());
        try (FileChannel channel = FileChannel.open(file);
                Arena arena = Arena.ofConfined()) {
            MemorySegment all =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return read(name, all);
        } catch (NoSuchFileException e) {
            throw MarketDataException.inFile(file.toString(), "no such file", e);
        } catch (IOException e) {
            throw MarketDataException.inFile(
                    file.toString(), "cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw MarketDataException.inFile(name, "must hold bars: " + e.getMessage(), e);
        }
    }

    /**
     * Reads which source a file was made of, without its columns.
     *
     * @throws MarketDataException if it is missing, damaged or of another version
     */
    public static SourceKey sourceOf(Path file) {
        String name = String.valueOf(file.getFileName());
        try (var in = Files.newInputStream(file)) {
            ByteBuffer start = ByteBuffer.wrap(in.readNBytes(NAME_AT + LONGEST_NAME + 16));
            return header(name, start.order(ByteOrder.LITTLE_ENDIAN)).source();
        } catch (IOException e) {
            throw MarketDataException.inFile(
                    file.toString(), "cannot be read: " + e.getMessage(), e);
        }
    }

    private record Header(
            int length,
            int rows,
            BarFormat format,
            int roundedVolumes,
            SourceKey source,
            List<Long> checksums) {}

    private static Content read(String name, MemorySegment all) {
        long size = all.byteSize();
        ByteBuffer start =
                all.asSlice(0, Math.min(size, NAME_AT + LONGEST_NAME + 16)).asByteBuffer();
        Header header = header(name, start.order(ByteOrder.LITTLE_ENDIAN));
        long columnBytes = 8L * header.rows;
        if (size != header.length + COLUMNS * columnBytes) {
            throw broken(
                    name,
                    "must have " + (header.length + COLUMNS * columnBytes) + " bytes, has " + size);
        }
        long[][] columns = new long[COLUMNS][];
        for (int c = 0; c < COLUMNS; c++) {
            MemorySegment column = all.asSlice(header.length + c * columnBytes, columnBytes);
            CRC32C checksum = new CRC32C();
            checksum.update(column.asByteBuffer());
            if (checksum.getValue() != header.checksums.get(c)) {
                throw broken(name, "column " + (c + 1) + " does not match its checksum");
            }
            columns[c] = column.toArray(LONGS);
        }
        return new Content(
                BarSeries.ofColumns(header.format, columns), header.source, header.roundedVolumes);
    }

    private static final ValueLayout.OfLong LONGS =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static Header header(String name, ByteBuffer in) {
        if (in.limit() < NAME_AT || !Arrays.equals(bytes(in, 0, MAGIC.length), MAGIC)) {
            throw broken(name, "is no columnar file of bars");
        }
        int version = in.getInt(8);
        if (version != VERSION) {
            throw broken(
                    name,
                    "must be of version "
                            + VERSION
                            + ", is of "
                            + version
                            + "; import its source again");
        }
        int length = in.getInt(12);
        int nameLength = in.getInt(44);
        long rows = in.getLong(16);
        boolean sane =
                nameLength >= 0
                        && nameLength <= LONGEST_NAME
                        && length == headerLength(nameLength)
                        && length <= in.limit()
                        && rows >= 0
                        && rows <= MOST_ROWS;
        if (!sane || in.getLong(length - 8) != checksum(in, length - 8)) {
            throw broken(name, "its header does not match its checksum");
        }
        List<Long> checksums = new ArrayList<>();
        for (int c = 0; c < COLUMNS; c++) {
            checksums.add(in.getLong(CHECKSUMS_AT + 8 * c));
        }
        SourceKey source =
                new SourceKey(
                        new String(bytes(in, NAME_AT, nameLength), StandardCharsets.UTF_8),
                        in.getLong(48),
                        HexFormat.of().formatHex(bytes(in, 56, 32)));
        BarFormat format =
                new BarFormat(
                        new Timeframe(Duration.ofMillis(in.getLong(24))),
                        in.getInt(32),
                        in.getInt(36));
        return new Header(length, (int) rows, format, in.getInt(40), source, checksums);
    }

    private static void write(FileChannel channel, Content content) throws IOException {
        BarSeries series = content.series();
        byte[] name = content.source().name().getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST_NAME) {
            throw new IOException("the source's name must have at most " + LONGEST_NAME + " bytes");
        }
        int length = headerLength(name.length);
        ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).putInt(VERSION).putInt(length).putLong(series.size());
        header.putLong(series.format().timeframe().toMillis());
        header.putInt(series.format().priceDecimals()).putInt(series.format().volumeDecimals());
        header.putInt(content.roundedVolumes()).putInt(name.length);
        header.putLong(content.source().size());
        header.put(HexFormat.of().parseHex(content.source().sha256()));
        channel.position(length);
        for (int c = 0; c < COLUMNS; c++) {
            header.putLong(writeColumn(channel, series, c));
        }
        header.put(name);
        header.putLong(length - 8, checksum(header, length - 8));
        header.clear();
        channel.position(0);
        writeAll(channel, header);
    }

    private static long writeColumn(FileChannel channel, BarSeries series, int column)
            throws IOException {
        CRC32C checksum = new CRC32C();
        ByteBuffer out = ByteBuffer.allocate(8 * ROWS_AT_ONCE).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < series.size(); row++) {
            out.putLong(value(series.bar(row), column));
            if (!out.hasRemaining() || row + 1 == series.size()) {
                out.flip();
                checksum.update(out.duplicate());
                writeAll(channel, out);
                out.clear();
            }
        }
        return checksum.getValue();
    }

    private static long value(Bar bar, int column) {
        return switch (column) {
            case 0 -> bar.openMillis();
            case 1 -> bar.open();
            case 2 -> bar.high();
            case 3 -> bar.low();
            case 4 -> bar.close();
            case 5 -> bar.volume();
            default -> throw new IllegalArgumentException("column must be 0 to 5, was " + column);
        };
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static int headerLength(int nameLength) {
        return NAME_AT + (nameLength + 7) / 8 * 8 + 8;
    }

    private static byte[] bytes(ByteBuffer in, int at, int count) {
        byte[] bytes = new byte[count];
        in.get(at, bytes);
        return bytes;
    }

    private static long checksum(ByteBuffer header, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes(header, 0, length));
        return checksum.getValue();
    }

    private static MarketDataException broken(String file, String problem) {
        return MarketDataException.inFile(file, problem);
    }
}
