package dev.keel.signals.ehlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import dev.keel.core.strategy.Strategy;
import dev.keel.signals.ehlers.cycle.Mama;
import dev.keel.signals.ehlers.filter.RoofingFilter;
import dev.keel.signals.ehlers.filter.SuperSmoother;
import dev.keel.signals.indicator.Bars;
import dev.keel.signals.indicator.Series;
import dev.keel.signals.indicator.TaLib;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EhlersTrendTest {

    private static final int BARS = 2_000;
    private static final int FIRST_READY_BAR = 87;
    private static final Map<String, String> WITH_SHORTS = Map.of("shorts", "1");

    /** Far enough from the entry that the trend turns before some of them are touched. */
    private static final Map<String, String> WIDE = Map.of("stopAtr", "3", "targetAtr", "8");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void entersWhereTheThreeFiltersFreshlyAgree(long seed) {
        List<Bar> bars = Bars.turningMarket(seed, BARS);
        int[] agreement = agreements(bars);

        List<Optional<Signal>> signals = run(bars, WITH_SHORTS);

        assertThat(count(signals, Direction.LONG)).isPositive();
        assertThat(count(signals, Direction.SHORT)).isPositive();
        for (int i = 0; i < bars.size(); i++) {
            Direction direction = signals.get(i).map(Signal::direction).orElse(Direction.EXIT);
            if (direction != Direction.EXIT) {
                assertThat(agreement[i]).isEqualTo(direction == Direction.LONG ? 1 : -1);
                // Fresh: formed at this bar, or at the bar before, which an exit took.
                boolean exitBefore = signals.get(i - 1).isPresent();
                boolean formedNow = agreement[i - 1] != agreement[i];
                boolean formedBefore = agreement[i - 2] != agreement[i - 1];
                assertThat(formedNow || (exitBefore && formedBefore)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void leavesEachEntryOnceAndBeforeTheNext(long seed) {
        List<Signal> signals =
                run(Bars.turningMarket(seed, BARS), WITH_SHORTS).stream()
                        .flatMap(Optional::stream)
                        .toList();

        for (int i = 0; i < signals.size(); i++) {
            boolean exit = signals.get(i).direction() == Direction.EXIT;
            assertThat(exit).isEqualTo(i % 2 == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void exitsAtTheFirstBarThatTouchesProtectionOrTurnsTheTrend(long seed) {
        List<Bar> bars = Bars.turningMarket(seed, BARS);
        double[][] averages = averages(bars);
        List<Optional<Signal>> signals = run(bars, WIDE);

        Optional<Signal> open = Optional.empty();
        for (int i = 0; i < bars.size(); i++) {
            if (open.isPresent()) {
                Price stop = open.get().prices().stopPrice().orElseThrow();
                Price target = open.get().prices().targetPrice().orElseThrow();
                boolean over =
                        !bars.get(i).lowPrice().isAbove(stop)
                                || !bars.get(i).highPrice().isBelow(target)
                                || averages[0][i] < averages[1][i];
                assertThat(signals.get(i).isPresent()).isEqualTo(over);
            }
            if (signals.get(i).isPresent()) {
                open = signals.get(i).filter(signal -> signal.direction() == Direction.LONG);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void setsStopAndTargetByMultiplesOfTheAverageTrueRange(long seed) {
        List<Bar> bars = Bars.turningMarket(seed, BARS);
        double[] ranges = TaLib.averageTrueRange(bars, 14);

        List<Optional<Signal>> signals =
                run(bars, Map.of("shorts", "1", "stopAtr", "1.25", "targetAtr", "4"));

        for (int i = 0; i < bars.size(); i++) {
            if (signals.get(i).isPresent() && signals.get(i).get().direction() != Direction.EXIT) {
                Signal signal = signals.get(i).get();
                double ahead = (signal.direction() == Direction.LONG ? 1 : -1) * ranges[i - 14];
                double close = bars.get(i).closeValue();
                assertThat(signal.prices().range().orElseThrow().doubleValue())
                        .isCloseTo(ranges[i - 14], within(0.00000051));
                assertThat(signal.prices().entry()).isEqualTo(bars.get(i).closePrice());
                assertThat(signal.prices().stopPrice().orElseThrow().toDouble())
                        .isCloseTo(close - 1.25 * ahead, within(0.000051));
                assertThat(signal.prices().targetPrice().orElseThrow().toDouble())
                        .isCloseTo(close + 4 * ahead, within(0.000051));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void seesTheMirrorImageInAMirroredMarket(long seed) {
        List<Bar> bars = Bars.turningMarket(seed, BARS);

        List<Optional<Signal>> signals = run(bars, WITH_SHORTS);
        List<Optional<Signal>> mirrored = run(Bars.mirrored(bars, 3_000), WITH_SHORTS);

        // By bar 300 the different starts of the cycle measurement are forgotten; an entry made
        // before may last.
        assertThat(directions(mirrored).subList(300, BARS))
                .isEqualTo(
                        directions(signals).stream()
                                .map(EhlersTrendTest::opposite)
                                .toList()
                                .subList(300, BARS));
    }

    @Test
    void doesNotGoShortUnlessToldTo() {
        List<Optional<Signal>> signals = run(Bars.turningMarket(1, BARS), Map.of());

        assertThat(count(signals, Direction.LONG)).isPositive();
        assertThat(count(signals, Direction.SHORT)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void isSilentWhileTheFiltersSettle(long seed) {
        assertThat(run(Bars.turningMarket(seed, FIRST_READY_BAR), WITH_SHORTS))
                .allMatch(Optional::isEmpty);
    }

    @Test
    void confidenceGrowsWithTheBarsSeen() {
        List<Optional<Signal>> signals = run(Bars.turningMarket(4, BARS), WITH_SHORTS);

        for (int i = 0; i < signals.size(); i++) {
            double seasoning = Math.min(1, (i + 1) / (5.0 * 88));
            signals.get(i)
                    .ifPresent(signal -> assertThat(signal.confidence()).isBetween(0.0, seasoning));
        }
        assertThat(signals.stream().flatMap(Optional::stream).mapToDouble(Signal::strength))
                .allMatch(strength -> strength > 0 && strength < 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 333, 1_000, 1_999})
    void saysAtABarWhatItSaysWithoutTheBarsAfterIt(int length) {
        List<Bar> bars = Bars.turningMarket(5, BARS);

        assertThat(run(bars.subList(0, length), WITH_SHORTS))
                .isEqualTo(run(bars, WITH_SHORTS).subList(0, length));
    }

    @Test
    void givesItsReasonsInWordsAndFigures() {
        List<Signal> signals =
                run(Bars.turningMarket(1, BARS), WIDE).stream().flatMap(Optional::stream).toList();

        assertThat(signals.getFirst().reasons().stream().map(Reason::toString))
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("MAMA is above FAMA (mama "),
                        text -> assertThat(text).startsWith("the super-smoothed price rises (now "),
                        text -> assertThat(text).startsWith("the roofing filter "),
                        text ->
                                assertThat(text)
                                        .startsWith("stop and target by average true range"));
        assertThat(
                        signals.stream()
                                .filter(signal -> signal.direction() == Direction.EXIT)
                                .map(signal -> signal.reasons().getFirst().text()))
                .containsOnly(
                        "the bar touched the stop",
                        "the bar touched the target",
                        "MAMA is below FAMA");
    }

    @Test
    void makesNoEntryWhoseStopWouldNotBeAboveZero() {
        List<Bar> wild =
                IntStream.range(0, BARS)
                        .mapToObj(i -> Bars.bar(i, 50, 99, 1, 50 + 20 * Math.sin(i / 30.0)))
                        .toList();

        assertThat(run(wild, WITH_SHORTS)).allMatch(Optional::isEmpty);
    }

    @Test
    void makesNoEntryWhoseStopWouldBeAtTheEntry() {
        BarFormat whole = new BarFormat(Timeframe.H1, 0, 0);
        List<Bar> calm =
                IntStream.range(0, BARS)
                        .mapToObj(i -> {
                            long price = 1_000 + Math.round(10 * Math.sin(i / 60.0));
                            return Bars.of(whole, i, price, price, price, price);
                        })
                        .toList();

        assertThat(run(calm, Map.of("stopAtr", "0.1"))).allMatch(Optional::isEmpty);
    }

    @Test
    void staysSilentInAMarketThatDoesNotMove() {
        List<Bar> still =
                IntStream.range(0, 500).mapToObj(i -> Bars.bar(i, 10, 10, 10, 10)).toList();

        assertThat(run(still, WITH_SHORTS)).allMatch(Optional::isEmpty);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "smootherPeriod | 49 | smootherPeriod must be within 2.0..48.0, was 49.0",
                "highPassPeriod | 9 | smootherPeriod must be within 2.0..9.0, was 10.0",
                "slowLimit | 0.6 | slowLimit must be within 0.01..0.5, was 0.6"
            })
    void refusesParametersThatContradictEachOther(String name, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> strategy(Map.of(name, value)))
                .withMessage(message);
    }

    @Test
    void hasTheDefaultsItStates() {
        assertThat(EhlersTrend.DEFINITION.parametersOf(Map.of()).toMap())
                .hasToString(
                        "{fastLimit=0.5, highPassPeriod=48, shorts=0, slowLimit=0.05,"
                                + " smootherPeriod=10, stopAtr=1.5, targetAtr=3}");
    }

    private static Strategy strategy(Map<String, String> parameters) {
        return EhlersTrend.DEFINITION.create(InstrumentId.of("TEST-USD"), Timeframe.H1, parameters);
    }

    private static List<Optional<Signal>> run(List<Bar> bars, Map<String, String> parameters) {
        Strategy strategy = strategy(parameters);
        return bars.stream().map(strategy::onBar).toList();
    }

    /** The rule once more, over arrays: 1 where all three rise, -1 where all fall, else 0. */
    private static int[] agreements(List<Bar> bars) {
        double[] middles = middles(bars);
        double[] smoothed = Series.run(new SuperSmoother(10), middles);
        double[] roofed = Series.run(new RoofingFilter(48, 10), middles);
        double[][] averages = averages(bars);
        int[] agreements = new int[bars.size()];
        for (int i = 1; i < agreements.length; i++) {
            double sum =
                    Math.signum(averages[0][i] - averages[1][i])
                            + Math.signum(smoothed[i] - smoothed[i - 1])
                            + Math.signum(roofed[i] - roofed[i - 1]);
            agreements[i] = (int) (sum / 3);
        }
        return agreements;
    }

    /** MAMA, then FAMA. */
    private static double[][] averages(List<Bar> bars) {
        Mama average = Mama.startingAtPrice(0.5, 0.05);
        double[][] averages = new double[2][bars.size()];
        double[] middles = middles(bars);
        for (int i = 0; i < middles.length; i++) {
            averages[0][i] = average.update(middles[i]);
            averages[1][i] = average.fama();
        }
        return averages;
    }

    private static double[] middles(List<Bar> bars) {
        return bars.stream().mapToDouble(bar -> (bar.highValue() + bar.lowValue()) / 2).toArray();
    }

    private static long count(List<Optional<Signal>> signals, Direction direction) {
        return directions(signals).stream().filter(direction.toString()::equals).count();
    }

    private static List<String> directions(List<Optional<Signal>> signals) {
        List<String> directions = new ArrayList<>();
        signals.forEach(signal ->
                directions.add(signal.map(given -> given.direction().toString()).orElse("-")));
        return directions;
    }

    private static String opposite(String direction) {
        return switch (direction) {
            case "LONG" -> "SHORT";
            case "SHORT" -> "LONG";
            default -> direction;
        };
    }
}
