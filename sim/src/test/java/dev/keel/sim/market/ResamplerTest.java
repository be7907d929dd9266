package dev.keel.sim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
    private static final Timeframe M3 = Timeframe.ofMinutes(3);

    private final Resampler resampler = new Resampler(Bars.MINUTES, M3);

    @Test
    void givesOutAHigherBarWithTheBarThatReachesItsEnd() {
        assertThat(resampler.add(Bars.minute(0, 10, 12, 9, 11, 1))).isEmpty();
        assertThat(resampler.add(Bars.minute(1, 11, 15, 11, 12, 2))).isEmpty();
        assertThat(resampler.add(Bars.minute(2, 12, 13, 8, 9, 4)))
                .containsExactly(three(0, 10, 15, 8, 9, 7));
    }

    @Test
    void givesOutAnIncompleteBarWhenTheNextOneStarts() {
        resampler.add(Bars.minute(1, 10, 12, 9, 11, 1));

        assertThat(resampler.add(Bars.minute(3, 20, 20, 20, 20, 1)))
                .containsExactly(three(0, 10, 12, 9, 11, 1));
    }

    @Test
    void givesOutTwoWhenABarAfterAGapReachesAnEndItself() {
        resampler.add(Bars.flatMinute(0, 10));

        assertThat(resampler.add(Bars.flatMinute(8, 20)))
                .containsExactly(three(0, 10, 10, 10, 10, 1), three(6, 20, 20, 20, 20, 1));
    }

    @Test
    void inventsNoBarsForGaps() {
        BarSeries higher =
                Resampler.resample(
                        Bars.series(Bars.flatMinute(2, 10), Bars.flatMinute(302, 20)), M3);

        assertThat(Bars.list(higher))
                .containsExactly(three(0, 10, 10, 10, 10, 1), three(300, 20, 20, 20, 20, 1));
    }

    @Test
    void keepsAnUnfinishedBarToItself() {
        BarSeries higher =
                Resampler.resample(Bars.series(Bars.flatMinute(0, 10), Bars.flatMinute(1, 11)), M3);

        assertThat(higher.isEmpty()).isTrue();
        assertThat(higher.format().timeframe()).isEqualTo(M3);
    }

    @Test
    void startsWeeksOnMonday() {
        BarFormat days = new BarFormat(Timeframe.D1, 0, 0);
        BarSeries.Builder january = BarSeries.builder(days);
        Instant saturday = Instant.parse("2024-01-06T00:00:00Z");
        for (int i = 0; i < 9; i++) {
            january.add(
                    new Bar(days, saturday.plus(Duration.ofDays(i)).toEpochMilli(), 1, 1, 1, 1, 1));
        }

        BarSeries weeks = Resampler.resample(january.build(), Timeframe.parse("1w"));

        assertThat(Bars.list(weeks))
                .extracting(bar -> bar.openTime().toString())
                .containsExactly("2024-01-01T00:00:00Z", "2024-01-08T00:00:00Z");
        assertThat(Bars.list(weeks)).extracting(Bar::volume).containsExactly(2L, 7L);
    }

    @Test
    void leavesBarsOfTheSameTimeframeAsTheyAre() {
        BarSeries bars = Bars.series(Bars.flatMinute(0, 10), Bars.flatMinute(5, 11));

        assertThat(Bars.list(Resampler.resample(bars, Timeframe.M1))).isEqualTo(Bars.list(bars));
    }

    @ParameterizedTest
    @ValueSource(strings = {"90s", "30s", "61s"})
    void refusesATimeframeThatIsNoMultiple(String target) {
        assertThatThrownBy(() -> new Resampler(Bars.MINUTES, Timeframe.parse(target)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("target timeframe must be a multiple of 1m, was ");
    }

    @Test
    void refusesABarWithinOneAlreadyGivenOut() {
        resampler.add(Bars.flatMinute(2, 10));

        assertThatThrownBy(() -> resampler.add(Bars.flatMinute(1, 10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "bar must not open within a bar already closed, was 2024-01-01T00:01:00Z");
    }

    @Test
    void refusesABarOfAnotherFormat() {
        BarFormat other = new BarFormat(Timeframe.M1, 3, 0);

        assertThatThrownBy(() -> resampler.add(new Bar(other, 0, 1, 1, 1, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("bar format must be ");
    }

    @Test
    void refusesASumOfVolumesThatDoesNotFit() {
        resampler.add(Bars.minute(0, 1, 1, 1, 1, Long.MAX_VALUE));

        assertThatThrownBy(() -> resampler.add(Bars.flatMinute(1, 1)))
                .isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 5m, 0", "2, 5m, 0.3", "3, 1h, 0.05", "4, 7m, 0.5", "5, 1d, 0.01"})
    void agreesWithGroupingTheBarsByTheirStart(long seed, String target, double gapProbability) {
        BarSeries minutes = market(seed, gapProbability);
        Timeframe timeframe = Timeframe.parse(target);

        List<Bar> higher = Bars.list(Resampler.resample(minutes, timeframe));

        List<Bar> grouped = grouped(minutes, timeframe);
        assertThat(higher).isNotEmpty().isEqualTo(grouped.subList(0, higher.size()));
        assertThat(grouped.size() - higher.size()).isBetween(0, 1);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0.3", "3, 0.9"})
    void neverChangesWhatItGaveOut(long seed, double gapProbability) {
        BarSeries minutes = market(seed, gapProbability);
        List<Bar> all = Bars.list(Resampler.resample(minutes, Timeframe.M5));

        for (int length = 0; length < minutes.size(); length += 97) {
            BarSeries prefix = minutes.between(Long.MIN_VALUE, minutes.openMillis(length));
            List<Bar> ofPrefix = Bars.list(Resampler.resample(prefix, Timeframe.M5));
            assertThat(ofPrefix).isEqualTo(all.subList(0, ofPrefix.size()));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0.3", "3, 0.9"})
    void givesOutEachBarNeitherEarlyNorLate(long seed, double gapProbability) {
        BarSeries minutes = market(seed, gapProbability);
        Resampler five = new Resampler(minutes.format(), Timeframe.M5);
        long closedBefore = Long.MIN_VALUE;
        for (Bar bar : Bars.list(minutes)) {
            for (Bar closed : five.add(bar)) {
                boolean endedByThis = closed.closeMillis() <= bar.closeMillis();
                boolean openBefore = closed.closeMillis() > closedBefore;
                assertThat(endedByThis && openBefore).as("%s at %s", closed, bar).isTrue();
            }
            closedBefore = bar.closeMillis();
        }
    }

    private static BarSeries market(long seed, double gapProbability) {
        SyntheticSettings settings =
                SyntheticSettings.of(new BarFormat(Timeframe.M1, 2, 1), Bars.START, Price.of("80"))
                        .withGapProbability(gapProbability);
        return SyntheticMarket.series(settings, seed, 3_000);
    }

    private static List<Bar> grouped(BarSeries series, Timeframe timeframe) {
        Map<Long, List<Bar>> groups = new TreeMap<>();
        for (Bar bar : Bars.list(series)) {
            long start = timeframe.startOfBar(bar.openMillis());
            groups.computeIfAbsent(start, s -> new ArrayList<>()).add(bar);
        }
        BarFormat format =
                new BarFormat(
                        timeframe,
                        series.format().priceDecimals(),
                        series.format().volumeDecimals());
        List<Bar> bars = new ArrayList<>();
        groups.forEach((start, group) ->
                bars.add(
                        new Bar(
                                format,
                                start,
                                group.getFirst().open(),
                                group.stream().mapToLong(Bar::high).max().orElseThrow(),
                                group.stream().mapToLong(Bar::low).min().orElseThrow(),
                                group.getLast().close(),
                                group.stream().mapToLong(Bar::volume).sum())));
        return bars;
    }

    private static Bar three(int minute, long open, long high, long low, long close, long volume) {
        BarFormat format = new BarFormat(M3, 2, 0);
        long millis = Bars.START.plusSeconds(60L * minute).toEpochMilli();
        return new Bar(format, millis, open, high, low, close, volume);
    }
}
