package dev.keel.sim.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import dev.keel.sim.market.MarketDataException;
import dev.keel.sim.market.RawBars;
import dev.keel.sim.market.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetBarsTest {
    /** As data frames are written by others: doubles, microseconds, optional columns. */
    private static final String FRAME =
            """
            message schema {
              optional double Close;
              optional double open;
              optional double high;
              optional double low;
              optional int64 volume;
              optional binary note (STRING);
              optional int64 Timestamp (TIMESTAMP(MICROS,true));
            }
            """;

    @TempDir private Path folder;

    @Test
    void givesBackWhatWasWritten() throws IOException {
        BarSeries bars = random(5_000);
        Path file = folder.resolve("bars.parquet");

        ParquetBars.write(file, bars);
        RawBars rows = ParquetBars.read(file);

        assertThat(ParquetBars.isOne(file)).isTrue();
        assertThat(rows.refused()).isEmpty();
        int[] order = new int[rows.size()];
        Arrays.setAll(order, i -> i);
        BarSeries read = rows.series(Timeframe.M1, order);
        assertThat(read.size()).isEqualTo(bars.size());
        for (int i = 0; i < bars.size(); i++) {
            assertThat(read.bar(i).openTime()).isEqualTo(bars.bar(i).openTime());
            assertThat(read.bar(i).openPrice()).isEqualTo(bars.bar(i).openPrice());
            assertThat(read.bar(i).highPrice()).isEqualTo(bars.bar(i).highPrice());
            assertThat(read.bar(i).lowPrice()).isEqualTo(bars.bar(i).lowPrice());
            assertThat(read.bar(i).closePrice()).isEqualTo(bars.bar(i).closePrice());
            assertThat(read.bar(i).volumeQuantity()).isEqualTo(bars.bar(i).volumeQuantity());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"})
    void readsFramesOfDoublesInEveryCodec(String codec) throws IOException {
        RawBars rows = ParquetBars.read(frame(CompressionCodecName.valueOf(codec)));

        assertThat(rows.size()).isEqualTo(2);
        BarSeries bars = rows.series(Timeframe.M1, new int[] {0, 1});
        assertThat(bars.bar(0).openTime()).isEqualTo("2024-01-01T00:00:00Z");
        assertThat(bars.bar(0).openPrice()).isEqualTo(Price.of("0.1"));
        assertThat(bars.bar(0).highPrice()).isEqualTo(Price.of("0.3"));
        assertThat(bars.bar(1).closePrice()).isEqualTo(Price.of("0.25"));
        assertThat(bars.bar(1).volumeQuantity().value()).isEqualByComparingTo("7");
    }

    @Test
    void refusesRowsThatAreNoBarsByTheirNumber() throws IOException {
        RawBars rows = ParquetBars.read(frame(CompressionCodecName.SNAPPY));

        assertThat(rows.refused())
                .extracting(Refusal::detail)
                .containsExactly(
                        "frame.parquet row 3: field 'high' must be a decimal number that fits 64"
                                + " bits",
                        "frame.parquet row 4: high and low must enclose open and close",
                        "frame.parquet row 5: field 'low' must be a decimal number that fits 64"
                                + " bits");
    }

    @Test
    void saysWhichColumnIsMissing() throws IOException {
        Path file = folder.resolve("other.parquet");
        MessageType schema =
                MessageTypeParser.parseMessageType(
                        "message m { required int64 time (TIMESTAMP(MILLIS,true)); required double"
                                + " open; }");
        write(file, schema, CompressionCodecName.UNCOMPRESSED);

        assertThatExceptionOfType(MarketDataException.class)
                .isThrownBy(() -> ParquetBars.read(file))
                .withMessage("other.parquet: must have a column 'high'");
    }

    /** A changed byte is refused, or harms nothing that is read; nothing else is thrown. */
    @Test
    void damagedFilesFailAsMarketData() throws IOException {
        Path file = folder.resolve("bars.parquet");
        ParquetBars.write(file, random(50));
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(5);
        int refused = 0;
        for (int trial = 0; trial < 200; trial++) {
            byte[] damaged = whole.clone();
            damaged[4 + random.nextInt(whole.length - 4)] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, damaged);
            try {
                assertThat(ParquetBars.read(file).rowsRead()).isBetween(0L, 50L);
            } catch (MarketDataException e) {
                assertThat(e).hasMessageStartingWith("bars.parquet");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(50);
    }

    private Path frame(CompressionCodecName codec) throws IOException {
        Path file = folder.resolve("frame.parquet");
        MessageType schema = MessageTypeParser.parseMessageType(FRAME);
        write(
                file,
                schema,
                codec,
                row(schema, 0, 0.1, 0.3, 0.1, 0.2, 5),
                row(schema, 1, 0.2, 0.3, 0.1, 0.25, 7),
                row(schema, 2, 0.2, Double.NaN, 0.1, 0.25, 7),
                row(schema, 3, 0.4, 0.3, 0.1, 0.25, 7),
                row(schema, 4, 0.2, 0.3, null, 0.25, 7));
        return file;
    }

    private static Group row(
            MessageType schema,
            int minute,
            double open,
            double high,
            @Nullable Double low,
            double close,
            long volume) {
        Group row = new SimpleGroup(schema);
        row.add("Timestamp", (1_704_067_200_000L + minute * 60_000L) * 1_000);
        row.add("open", open);
        row.add("high", high);
        if (low != null) {
            row.add("low", low.doubleValue());
        }
        row.add("Close", close);
        row.add("volume", volume);
        return row;
    }

    private static void write(
            Path file, MessageType schema, CompressionCodecName codec, Group... rows)
            throws IOException {
        try (ParquetWriter<Group> writer =
                ExampleParquetWriter.builder(new LocalOutputFile(file))
                        .withConf(new PlainParquetConfiguration())
                        .withType(schema)
                        .withCodecFactory(new Codecs())
                        .withCompressionCodec(codec)
                        .build()) {
            for (Group row : rows) {
                writer.write(row);
            }
        }
    }

    private static BarSeries random(int size) {
        SplittableRandom random = new SplittableRandom(9);
        BarFormat format = new BarFormat(Timeframe.M1, 2, 3);
        BarSeries.Builder series = BarSeries.builder(format);
        for (int i = 0; i < size; i++) {
            long open = 10_000L + random.nextInt(1_000);
            long close = 10_000L + random.nextInt(1_000);
            series.add(
                    new Bar(
                            format,
                            1_704_067_200_000L + i * 60_000L,
                            open,
                            Math.max(open, close) + random.nextInt(9),
                            Math.min(open, close) - random.nextInt(9),
                            close,
                            random.nextInt(1_000_000)));
        }
        return series.build();
    }
}
