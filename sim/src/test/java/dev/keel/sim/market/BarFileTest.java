package dev.keel.sim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarFileTest {
    private static final String FIRST = "2024-01-01T00:00:00Z,1.5,2.25,1,2,10.5";
    private static final String SECOND = "2024-01-01T00:01:00Z,2,3,2,3,0";

    @TempDir private Path folder;

    @Test
    void readsEveryFieldExactly() {
        BarSeries series = BarFile.load(Bars.file(folder, FIRST, SECOND)).series();

        BarFormat format = new BarFormat(Timeframe.M1, 2, 1);
        long start = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
        assertThat(Bars.list(series))
                .containsExactly(
                        new Bar(format, start, 150, 225, 100, 200, 105),
                        new Bar(format, start + 60_000, 200, 300, 200, 300, 0));
    }

    @Test
    void keepsDigitsThatADoubleWouldLose() {
        Path file =
                Bars.file(
                        folder,
                        "2024-01-01T00:00:00Z,1,1,1,1,90071992547409.93",
                        "2024-01-01T00:01:00Z,0.100000000000000001,1,0.1,1,1");

        BarSeries series = BarFile.load(file).series();

        assertThat(series.bar(0).volumeQuantity()).hasToString("90071992547409.93");
        assertThat(series.bar(1).openPrice()).hasToString("0.100000000000000001");
        assertThat(series.bar(0).openPrice()).hasToString("1");
    }

    @Test
    void usesNoMoreDecimalsThanTheFinestNumberNeeds() {
        Path file =
                Bars.file(
                        folder,
                        "2024-01-01T00:00:00Z,1.500,2.50,1.0,2.10000000000000000000000,7.000",
                        SECOND);

        BarFormat format = BarFile.load(file).series().format();

        assertThat(format).isEqualTo(new BarFormat(Timeframe.M1, 1, 0));
    }

    /** Two volumes of crypto_btcperp_1m.csv.gz: the noise of doubles beside the greatest. */
    @Test
    void roundsVolumesWhoseSumWouldNotFitAndCountsThem() {
        Path file =
                Bars.file(
                        folder,
                        "2024-01-01T00:00:00Z,1,1,1,1,134918704.7632",
                        "2024-01-01T00:01:00Z,1,1,1,1,218102.59507500002",
                        "2024-01-01T00:02:00Z,1,1,1,1,0.1");

        LoadedBars loaded = BarFile.load(file);

        assertThat(loaded.quality().roundedVolumes()).isEqualTo(1);
        assertThat(loaded.series().format().volumeDecimals()).isEqualTo(10);
        assertThat(Bars.list(loaded.series()))
                .extracting(bar -> bar.volumeQuantity().toString())
                .containsExactly("134918704.7632", "218102.595075", "0.1");
    }

    @Test
    void rescalesEarlierRowsWhenALaterOneIsFiner() {
        Path file =
                Bars.file(
                        folder,
                        "2024-01-01T00:00:00Z,1,4,1,2,3",
                        "2024-01-01T00:01:00Z,2,4,2,3.125,4.5",
                        "2024-01-01T00:02:00Z,1.0625,4,1,2,5");

        BarSeries series = BarFile.load(file).series();

        assertThat(series.format()).isEqualTo(new BarFormat(Timeframe.M1, 4, 1));
        assertThat(Bars.list(series))
                .extracting(Bar::close)
                .containsExactly(20_000L, 31_250L, 20_000L);
        assertThat(Bars.list(series))
                .extracting(Bar::open)
                .containsExactly(10_000L, 20_000L, 10_625L);
        assertThat(Bars.list(series)).extracting(Bar::volume).containsExactly(30L, 45L, 50L);
    }

    @Test
    void readsPackedFilesWhateverTheirName() {
        String text = BarFileParser.HEADER + "\n" + FIRST + "\n" + SECOND + "\n";

        BarSeries plain = BarFile.load(Bars.write(folder, text)).series();
        BarSeries packed = BarFile.load(Bars.write(folder, Bars.gzip(text))).series();

        assertThat(Bars.list(packed)).isEqualTo(Bars.list(plain)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void acceptsBothLineEndsAndALastLineWithout(String lineEnd) {
        String lines = String.join(lineEnd, BarFileParser.HEADER, FIRST, SECOND);

        assertThat(BarFile.load(Bars.write(folder, lines)).series().size()).isEqualTo(2);
        assertThat(BarFile.load(Bars.write(folder, lines + lineEnd)).series().size()).isEqualTo(2);
    }

    @Test
    void takesTheMostFrequentDistanceForTheTimeframe() {
        Path file =
                Bars.file(
                        folder,
                        "2024-01-01T00:00:00Z,1,1,1,1,1",
                        "2024-01-01T01:00:00Z,1,1,1,1,1",
                        "2024-01-01T01:05:00Z,1,1,1,1,1",
                        "2024-01-01T02:05:00Z,1,1,1,1,1",
                        "2024-01-01T02:10:00Z,1,1,1,1,1",
                        "2024-01-01T02:15:00Z,1,1,1,1,1");

        assertThat(BarFile.load(file).series().format().timeframe()).isEqualTo(Timeframe.M5);
    }

    @Test
    void prefersTheShorterOfTwoEquallyFrequentDistances() {
        Path file =
                Bars.file(
                        folder,
                        "2024-01-01T00:00:00Z,1,1,1,1,1",
                        "2024-01-01T01:00:00Z,1,1,1,1,1",
                        "2024-01-01T01:01:00Z,1,1,1,1,1");

        assertThat(BarFile.load(file).series().format().timeframe()).isEqualTo(Timeframe.M1);
    }

    @Test
    void takesTheTimeframeGiven() {
        Path sparse = Bars.file(folder, FIRST, "2024-01-01T00:05:00Z,2,3,2,3,1");

        LoadedBars loaded = BarFile.load(sparse, Timeframe.M1);

        assertThat(loaded.series().format().timeframe()).isEqualTo(Timeframe.M1);
        assertThat(loaded.quality().missingBars()).isEqualTo(4);
    }

    @Test
    void refusesATimeframeLongerThanTheDistanceOfMostBars() {
        Path file = Bars.file(folder, FIRST, SECOND);

        assertThatThrownBy(() -> BarFile.load(file, Timeframe.H1))
                .isInstanceOf(MarketDataException.class)
                .hasMessage(
                        "bars.csv: timeframe must be at most the 60000 ms between most bars, was 1h");
    }

    @Test
    void readsASingleBarOnlyWithItsTimeframe() {
        Path file = Bars.file(folder, FIRST);

        assertThat(BarFile.load(file, Timeframe.M1).series().size()).isEqualTo(1);
        assertThatThrownBy(() -> BarFile.load(file))
                .isInstanceOf(MarketDataException.class)
                .hasMessage("bars.csv: must have two bars to show its timeframe, or be given one");
    }

    @Test
    void refusesBarsAFractionOfASecondApart() {
        Path file = Bars.file(folder, FIRST, "2024-01-01T00:00:01.500Z,2,3,2,3,1");

        assertThatThrownBy(() -> BarFile.load(file))
                .isInstanceOf(MarketDataException.class)
                .hasMessage("bars.csv: bars must be whole seconds apart, most are 1500 ms apart");
    }

    @Test
    void countsWhatIsPeculiar() {
        Path file =
                Bars.file(
                        folder,
                        "2024-01-01T00:00:00Z,1,1,1,1,0",
                        "2024-01-01T00:01:00Z,1,2,1,1,3",
                        "2024-01-01T00:02:00Z,1,1,1,1,3",
                        "2024-01-01T00:05:00Z,1,1,1,1,0",
                        "2024-01-01T00:06:00Z,1,2,1,1,0",
                        "2024-01-01T00:06:30Z,1,2,1,1,1",
                        "2024-01-01T00:08:45Z,1,2,1,1,1");

        assertThat(BarFile.load(file).quality())
                .isEqualTo(new DataQuality(7, 2, 3, Duration.ofMinutes(3), 1, 3, 3, 0));
    }

    @Test
    void loadsLongFilesAcrossManyBuffers() {
        BarSeries written =
                SyntheticMarket.series(
                        SyntheticSettings.of(
                                new BarFormat(Timeframe.M1, 3, 2), Bars.START, Price.of("250")),
                        7,
                        20_000);
        String text = Bars.csv(written);

        assertThat(Bars.list(BarFile.load(Bars.write(folder, text)).series()))
                .isEqualTo(Bars.list(written));
        assertThat(Bars.list(BarFile.load(Bars.write(folder, Bars.gzip(text))).series()))
                .isEqualTo(Bars.list(written));
    }
}
