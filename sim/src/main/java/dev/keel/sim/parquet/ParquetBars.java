package dev.keel.sim.parquet;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.sim.market.MarketDataException;
import dev.keel.sim.market.RawBars;
import dev.keel.sim.market.Refusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * Reads and writes bars as Parquet.
 *
 * <p>The columns are found by name, in any order and case: {@code timestamp} (also {@code time},
 * {@code datetime} or {@code date}), {@code open}, {@code high}, {@code low}, {@code close}, and
 * {@code volume}, which may be missing. Others are not looked at. A time is a TIMESTAMP of any
 * unit, a DATE, or ISO text; one that is not adjusted to UTC is taken for UTC. Prices and volumes
 * are DECIMAL, DOUBLE, FLOAT, integers or text.
 *
 * <p>Written are TIMESTAMP(MILLIS, UTC) and DECIMAL(18, n), which lose nothing, packed by
 * Zstandard.
 */
public final class ParquetBars {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> TIMES = List.of("timestamp", "time", "datetime", "date");
    private static final List<String> NUMBERS = List.of("open", "high", "low", "close", "volume");
    private static final String VOLUME = "volume";
    private static final int PRECISION = 18;
    private static final long BEYOND_PRECISION = 1_000_000_000_000_000_000L;
    private static final int MOST_ROWS = 50_000_000;

    private ParquetBars() {}

    /** Whether a file begins as a Parquet file does; false if it cannot be read. */
    public static boolean isOne(Path file) {
        try (var in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads all rows; those that are no bars are refused one by one. Rows count from 1.
     *
     * @throws MarketDataException if the file cannot be read, or lacks a column
     */
    public static RawBars read(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!Files.isRegularFile(file)) {
            throw MarketDataException.inFile(
                    file.toString(), "no such file", new NoSuchFileException(file.toString()));
        }
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration())
                        .withCodecFactory(new Codecs())
                        .usePageChecksumVerification()
                        .build();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            return new Table(name, reader).read();
        } catch (IOException e) {
            throw MarketDataException.inFile(name, "cannot be read: " + e.getMessage(), e);
        } catch (MarketDataException e) {
            throw e;
        } catch (RuntimeException e) {
            // The library throws what it likes at damaged bytes.
            throw MarketDataException.inFile(name, "is no intact Parquet file: " + e, e);
        }
    }

    /**
     * Writes bars into a new file, or over an old one.
     *
     * @throws IOException if it cannot be written, or a number needs more than 18 digits
     */
    public static void write(Path file, BarSeries bars) throws IOException {
        MessageType schema = schema(bars);
        try (ParquetWriter<Group> writer =
                ExampleParquetWriter.builder(new LocalOutputFile(file))
                        .withConf(new PlainParquetConfiguration())
                        .withType(schema)
                        .withCodecFactory(new Codecs())
                        .withCompressionCodec(CompressionCodecName.ZSTD)
                        .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                        .build()) {
            for (int i = 0; i < bars.size(); i++) {
                writer.write(row(schema, bars.bar(i)));
            }
        }
    }

    private static Group row(MessageType schema, Bar bar) throws IOException {
        long[] values = {bar.open(), bar.high(), bar.low(), bar.close(), bar.volume()};
        Group row = new SimpleGroup(schema);
        row.add(0, bar.openMillis());
        for (int i = 0; i < values.length; i++) {
            if (values[i] >= BEYOND_PRECISION) {
                throw new IOException(
                        NUMBERS.get(i)
                                + " must have at most "
                                + PRECISION
                                + " digits, the bar of "
                                + bar.openTime()
                                + " has more");
            }
            row.add(i + 1, values[i]);
        }
        return row;
    }

    private static MessageType schema(BarSeries bars) {
        Types.GroupBuilder<MessageType> schema =
                Types.buildMessage()
                        .addField(
                                Types.required(PrimitiveTypeName.INT64)
                                        .as(
                                                LogicalTypeAnnotation.timestampType(
                                                        true,
                                                        LogicalTypeAnnotation.TimeUnit.MILLIS))
                                        .named(TIMES.getFirst()));
        for (String name : NUMBERS) {
            int decimals =
                    name.equals(VOLUME)
                            ? bars.format().volumeDecimals()
                            : bars.format().priceDecimals();
            schema.addField(
                    Types.required(PrimitiveTypeName.INT64)
                            .as(LogicalTypeAnnotation.decimalType(decimals, PRECISION))
                            .named(name));
        }
        return schema.named("bars");
    }

    /** The columns of one file while it is being read. */
    private static final class Table {
        private final String file;
        private final ParquetFileReader reader;
        private final MessageType schema;
        private final Cell time;
        private final List<Optional<Cell>> numbers = new ArrayList<>();
        private final RawBars.Builder rows;
        private final long[] values = new long[NUMBERS.size()];
        private final int[] decimals = new int[NUMBERS.size()];
        private long row;

        Table(String file, ParquetFileReader reader) {
            this.file = file;
            this.reader = reader;
            this.schema = reader.getFileMetaData().getSchema();
            this.rows = new RawBars.Builder(file);
            this.time = timeColumn();
            for (String name : NUMBERS) {
                numbers.add(numberColumn(name));
            }
        }

        RawBars read() throws IOException {
            if (reader.getRecordCount() > MOST_ROWS) {
                throw MarketDataException.inFile(file, "must have at most " + MOST_ROWS + " bars");
            }
            PageReadStore group;
            while ((group = reader.readNextRowGroup()) != null) {
                readGroup(group);
            }
            return rows.build();
        }

        private void readGroup(PageReadStore group) {
            ColumnReadStoreImpl store =
                    new ColumnReadStoreImpl(
                            group,
                            new Nobody(),
                            schema,
                            String.valueOf(reader.getFileMetaData().getCreatedBy()));
            ColumnReader times = store.getColumnReader(time.column());
            List<Optional<ColumnReader>> readers =
                    numbers.stream()
                            .map(number -> number.map(cell -> store.getColumnReader(cell.column())))
                            .toList();
            for (long i = 0; i < group.getRowCount(); i++) {
                row++;
                readRow(times, readers);
                times.consume();
                readers.forEach(reading -> reading.ifPresent(ColumnReader::consume));
            }
        }

        private void readRow(ColumnReader times, List<Optional<ColumnReader>> readers) {
            Optional<Long> millis = time.isThere(times) ? time.time(times) : Optional.empty();
            if (millis.isEmpty()) {
                refuse(time.name(), "must be a UTC time in whole milliseconds");
                return;
            }
            for (int i = 0; i < NUMBERS.size(); i++) {
                Optional<Cell> cell = numbers.get(i);
                Optional<ColumnReader> reading = readers.get(i);
                BigDecimal value = BigDecimal.ZERO;
                if (cell.isPresent() && reading.isPresent()) {
                    Optional<BigDecimal> number =
                            cell.get().isThere(reading.get())
                                    ? cell.get().number(reading.get())
                                    : Optional.empty();
                    if (number.isEmpty()) {
                        refuse(NUMBERS.get(i), "must be a decimal number that fits 64 bits");
                        return;
                    }
                    value = number.get();
                }
                values[i] = value.unscaledValue().longValueExact();
                decimals[i] = value.scale();
            }
            rows.add(row, millis.get(), values, decimals);
        }

        private void refuse(String field, String must) {
            rows.refuse(row, Refusal.Reason.MALFORMED, "field '" + field + "' " + must);
        }

        private Cell timeColumn() {
            for (String name : TIMES) {
                Optional<Cell> found = find(name);
                if (found.isPresent()) {
                    if (!found.get().holdsTimes()) {
                        throw MarketDataException.inFile(
                                file, "column '" + name + "' must be of TIMESTAMP, DATE or text");
                    }
                    return found.get();
                }
            }
            throw MarketDataException.inFile(file, "must have a column of " + TIMES);
        }

        private Optional<Cell> numberColumn(String name) {
            Optional<Cell> found = find(name);
            if (found.isEmpty() && !name.equals(VOLUME)) {
                throw MarketDataException.inFile(file, "must have a column '" + name + "'");
            }
            if (found.isPresent() && !found.get().holdsNumbers()) {
                throw MarketDataException.inFile(file, "column '" + name + "' must hold numbers");
            }
            return found;
        }

        private Optional<Cell> find(String name) {
            return schema.getColumns().stream()
                    .filter(column -> column.getPath().length == 1)
                    .filter(column -> column.getMaxRepetitionLevel() == 0)
                    .filter(column -> column.getPath()[0].toLowerCase(Locale.ROOT).equals(name))
                    .map(Cell::new)
                    .findFirst();
        }
    }

    /** Takes nothing: values are read column by column. */
    private static final class Nobody extends GroupConverter {
        @Override
        public Converter getConverter(int field) {
            return new PrimitiveConverter() {};
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    }
}
