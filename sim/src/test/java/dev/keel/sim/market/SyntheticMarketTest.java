package dev.keel.sim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticMarketTest {
    private static final BarFormat FORMAT = new BarFormat(Timeframe.M1, 2, 3);
    private static final SyntheticSettings SETTINGS =
            SyntheticSettings.of(FORMAT, Bars.START, Price.of("100"));

    @Test
    void givesTheSameBarsForTheSameSeed() {
        assertThat(bars(SETTINGS, 1, 500))
                .isEqualTo(bars(SETTINGS, 1, 500))
                .isNotEqualTo(bars(SETTINGS, 2, 500));
    }

    @Test
    void startsALongerSeriesWithTheSameBars() {
        SyntheticSettings gappy = SETTINGS.withGapProbability(0.1);

        assertThat(bars(gappy, 1, 1_000).subList(0, 400)).isEqualTo(bars(gappy, 1, 400));
    }

    /** Recorded from this generator; if they change, recorded runs lose their meaning. */
    @Test
    void givesTheseBarsForever() {
        BarSeries series =
                SyntheticMarket.series(
                        SETTINGS.withGapProbability(0.05).withDrift(0.0001), 42, 1_000);

        assertThat(series.bar(0))
                .isEqualTo(
                        new Bar(
                                FORMAT,
                                Bars.START.toEpochMilli(),
                                9_997,
                                9_999,
                                9_995,
                                9_997,
                                82_736));
        assertThat(checksum(Bars.csv(series))).isEqualTo(3_987_983_109L);
    }

    @Test
    void hasNoGapsUnlessAskedFor() {
        DataQuality without = DataQuality.of(SyntheticMarket.series(SETTINGS, 3, 2_000));
        DataQuality with =
                DataQuality.of(SyntheticMarket.series(SETTINGS.withGapProbability(0.1), 3, 2_000));

        assertThat(without.gaps()).isZero();
        assertThat(with.gaps()).isBetween(140, 260);
        assertThat(with.longestGap()).isEqualTo(Timeframe.ofMinutes(11).length());
    }

    @Test
    void keepsPricesOnTheTickGrid() {
        List<Bar> bars = bars(SETTINGS.withTick(Price.of("0.25")), 4, 2_000);

        assertThat(bars)
                .allSatisfy(bar -> {
                    assertThat(bar.open() % 25).isZero();
                    assertThat(bar.high() % 25).isZero();
                    assertThat(bar.low() % 25).isZero();
                    assertThat(bar.close() % 25).isZero();
                });
    }

    @Test
    void movesAsMuchAsItsVolatilitySays() {
        SyntheticSettings fine =
                SyntheticSettings.of(
                        new BarFormat(Timeframe.M1, 8, 0), Bars.START, Price.of("1000"));

        double constant =
                deviation(
                        SyntheticMarket.series(
                                fine.withVolatility(Volatility.constant(0.002)), 5, 20_000));
        double clustered =
                deviation(
                        SyntheticMarket.series(
                                fine.withVolatility(Volatility.clustered(0.002)), 5, 20_000));

        assertThat(constant).isCloseTo(0.002, within(0.00005));
        assertThat(clustered).isCloseTo(0.002, within(0.0003));
    }

    @Test
    void hasQuietAndWildTimesWhenClustered() {
        SyntheticSettings fine =
                SyntheticSettings.of(
                        new BarFormat(Timeframe.M1, 8, 0), Bars.START, Price.of("1000"));

        double constant = sizeCorrelation(fine.withVolatility(Volatility.constant(0.002)));
        double clustered = sizeCorrelation(fine.withVolatility(Volatility.clustered(0.002)));

        assertThat(constant).isCloseTo(0, within(0.05));
        assertThat(clustered).isGreaterThan(0.1);
    }

    @Test
    void driftsAsMuchAsItsDriftSays() {
        SyntheticSettings quiet =
                SyntheticSettings.of(new BarFormat(Timeframe.M1, 8, 0), Bars.START, Price.of("10"))
                        .withVolatility(Volatility.constant(0))
                        .withDrift(0.001);

        BarSeries series = SyntheticMarket.series(quiet, 6, 1_000);

        assertThat(Math.log(series.closeValue(999) / 10)).isCloseTo(1, within(1e-6));
    }

    @Test
    void neverLeavesTheRangeOfPrices() {
        SyntheticSettings wild = SETTINGS.withVolatility(Volatility.constant(0.1));

        assertThat(bars(wild.withDrift(-0.1), 7, 2_000).stream().mapToLong(Bar::low).min())
                .hasValue(1);
        assertThat(bars(wild.withDrift(0.1), 7, 2_000).stream().mapToLong(Bar::high).max())
                .hasValue(1L << 50);
    }

    @Test
    void drawsVolumesAroundTheirMean() {
        double mean =
                bars(SETTINGS, 8, 20_000).stream()
                        .mapToDouble(Bar::volumeValue)
                        .average()
                        .orElseThrow();

        assertThat(mean).isCloseTo(100, within(5.0));
    }

    @Test
    void knowsNoVolumeWhenTheMeanIsZero() {
        DataQuality quality =
                DataQuality.of(
                        SyntheticMarket.series(SETTINGS.withMeanVolume(Quantity.ZERO), 8, 100));

        assertThat(quality.zeroVolumeBars()).isEqualTo(100);
    }

    @Test
    void drawsTheSamePricesWithAndWithoutVolume() {
        List<Long> with = bars(SETTINGS, 9, 300).stream().map(Bar::close).toList();
        List<Long> without =
                bars(SETTINGS.withMeanVolume(Quantity.ZERO), 9, 300).stream()
                        .map(Bar::close)
                        .toList();

        assertThat(with).isEqualTo(without);
    }

    @ParameterizedTest
    @MethodSource("faultySettings")
    void refusesSettingsByName(UnaryOperator<SyntheticSettings> fault, String message) {
        assertThatThrownBy(() -> fault.apply(SETTINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> faultySettings() {
        return Stream.of(
                fault(s -> s.withDrift(0.2), "drift must be from -0.1 to 0.1, was 0.2"),
                fault(s -> s.withDrift(Double.NaN), "drift must be from -0.1 to 0.1, was NaN"),
                fault(
                        s -> s.withGapProbability(1),
                        "gapProbability must be from 0.0 to 0.9999999999999999, was 1.0"),
                fault(
                        s -> s.withTick(Price.of("0.3")),
                        "startPrice must be a multiple of the tick 0.3, at most 1000000000000 of them, was 100"),
                fault(
                        s -> s.withTick(Price.of("0.001")),
                        "tick must be a 64-bit multiple of 10^-2, was 0.001"),
                fault(
                        s -> s.withMeanVolume(Quantity.of("0.0001")),
                        "meanVolume must be a 64-bit multiple of 10^-3, was 0.0001"),
                fault(
                        s -> s.withMeanVolume(Quantity.of("1000000000001")),
                        "meanVolume must be at most 1000000000000000 of its smallest units, was 1000000000001"),
                fault(
                        s ->
                                SyntheticSettings.of(
                                        FORMAT, Bars.START.plusSeconds(1), Price.of("100")),
                        "start must be the start of a bar of 1m, was 2024-01-01T00:00:01Z"),
                fault(
                        s -> SyntheticSettings.of(FORMAT, Bars.START.plusNanos(1), Price.of("100")),
                        "start must be the start of a bar of 1m, was 2024-01-01T00:00:00.000000001Z"),
                fault(
                        s -> s.withVolatility(new Volatility(0.2, 0, 0)),
                        "perBar must be from 0.0 to 0.1, was 0.2"),
                fault(
                        s -> s.withVolatility(new Volatility(0.1, -0.1, 0)),
                        "reaction must be from 0.0 to 1.0, was -0.1"),
                fault(
                        s -> s.withVolatility(new Volatility(0.1, 0.5, 0.5)),
                        "reaction + persistence must be from 0.0 to 0.9999999999999999, was 1.0"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE})
    void refusesANegativeCount(int count) {
        assertThatThrownBy(() -> SyntheticMarket.series(SETTINGS, 1, count))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("count must not be negative, was " + count);
    }

    private static Arguments fault(UnaryOperator<SyntheticSettings> fault, String message) {
        return Arguments.of(fault, message);
    }

    private static List<Bar> bars(SyntheticSettings settings, long seed, int count) {
        return Bars.list(SyntheticMarket.series(settings, seed, count));
    }

    private static double[] returns(BarSeries series) {
        double[] returns = new double[series.size() - 1];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = Math.log(series.closeValue(i + 1) / series.closeValue(i));
        }
        return returns;
    }

    private static double deviation(BarSeries series) {
        double squares = 0;
        double[] returns = returns(series);
        for (double r : returns) {
            squares += r * r;
        }
        return Math.sqrt(squares / returns.length);
    }

    /** The correlation of the size of a return with that of the next. */
    private static double sizeCorrelation(SyntheticSettings settings) {
        double[] returns = returns(SyntheticMarket.series(settings, 10, 20_000));
        double mean = 0;
        for (double r : returns) {
            mean += Math.abs(r) / returns.length;
        }
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i + 1 < returns.length; i++) {
            double size = Math.abs(returns[i]) - mean;
            covariance += size * (Math.abs(returns[i + 1]) - mean);
            variance += size * size;
        }
        return covariance / variance;
    }

    private static long checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
