package dev.keel.signals.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.market.Bar;
import dev.keel.signals.indicator.Bars;
import dev.keel.signals.pattern.SwingPatterns.Breakout;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SwingPatternsTest {

    /** Turning points, and what the path through them is; upside down it is the second. */
    static List<Arguments> paths() {
        return List.of(
                path(
                        SwingPattern.HEAD_AND_SHOULDERS,
                        SwingPattern.INVERSE_HEAD_AND_SHOULDERS,
                        -1,
                        120,
                        80,
                        130,
                        118,
                        142,
                        118,
                        130,
                        100),
                path(
                        SwingPattern.DOUBLE_TOP,
                        SwingPattern.DOUBLE_BOTTOM,
                        -1,
                        120,
                        80,
                        140,
                        122,
                        140,
                        100),
                path(
                        SwingPattern.TRIPLE_TOP,
                        SwingPattern.TRIPLE_BOTTOM,
                        -1,
                        120,
                        80,
                        140,
                        122,
                        140,
                        122,
                        140,
                        90),
                path(
                        SwingPattern.ASCENDING_TRIANGLE,
                        SwingPattern.DESCENDING_TRIANGLE,
                        1,
                        120,
                        80,
                        140,
                        110,
                        140,
                        124,
                        160),
                path(
                        SwingPattern.SYMMETRICAL_TRIANGLE,
                        SwingPattern.SYMMETRICAL_TRIANGLE,
                        1,
                        120,
                        80,
                        150,
                        100,
                        140,
                        112,
                        160),
                path(
                        SwingPattern.RECTANGLE,
                        SwingPattern.RECTANGLE,
                        1,
                        130,
                        90,
                        120,
                        100,
                        120,
                        100,
                        140),
                path(
                        SwingPattern.BULL_FLAG,
                        SwingPattern.BEAR_FLAG,
                        1,
                        120,
                        80,
                        140,
                        128,
                        136,
                        124,
                        150));
    }

    private static Arguments path(
            SwingPattern pattern, SwingPattern mirrored, int direction, int... turns) {
        return Arguments.of(pattern, mirrored, direction, turns);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void recognisesTheShapeOnceTheCloseBreaksOut(
            SwingPattern pattern, SwingPattern mirrored, int direction, int[] turns) {
        List<Bar> bars = bars(turns);

        assertThat(found(bars))
                .anySatisfy(breakout -> {
                    assertThat(breakout.pattern()).isEqualTo(pattern);
                    assertThat(breakout.direction()).isEqualTo(direction);
                    assertThat(breakout.bar()).isGreaterThan(bars.size() - 40L);
                });
        assertThat(found(Bars.mirrored(bars, 200)))
                .anySatisfy(breakout -> {
                    assertThat(breakout.pattern()).isEqualTo(mirrored);
                    assertThat(breakout.direction()).isEqualTo(-direction);
                });
    }

    @Test
    void completesADoubleTopAtTheFirstCloseClearlyBelowItsLow() {
        List<Bar> bars = bars(120, 80, 140, 122, 140, 100);

        Breakout breakout =
                found(bars).stream()
                        .filter(found -> found.pattern() == SwingPattern.DOUBLE_TOP)
                        .findFirst()
                        .orElseThrow();

        // The low of the bar at 122 is 121, a tenth of the range is 0.3.
        assertThat(bars.get((int) breakout.bar()).closeValue()).isEqualTo(120);
        assertThat(bars.get((int) breakout.bar() - 1).closeValue()).isEqualTo(122);
    }

    @Test
    void tellsNothingWhileThePatternIsNotLeft() {
        assertThat(found(bars(120, 80, 140, 122, 140, 122)))
                .extracting(Breakout::pattern)
                .doesNotContain(SwingPattern.DOUBLE_TOP);
    }

    @Test
    void findsEveryPatternInLongEnoughMarkets() {
        Set<SwingPattern> seen = EnumSet.noneOf(SwingPattern.class);
        for (int seed = 0; seed < 60; seed++) {
            for (Breakout breakout : found(Bars.turningMarket(seed, 2_000))) {
                seen.add(breakout.pattern());
                assertThat(Math.abs(breakout.direction())).isEqualTo(1);
            }
        }

        assertThat(seen).containsExactlyInAnyOrder(SwingPattern.values());
    }

    private static List<Breakout> found(List<Bar> bars) {
        SwingPatterns patterns = new SwingPatterns(2);
        List<Breakout> found = new ArrayList<>();
        for (Bar bar : bars) {
            boolean some = patterns.onBar(bar);
            assertThat(some).isEqualTo(patterns.turn().isPresent() || patterns.exit().isPresent());
            patterns.turn().ifPresent(found::add);
            patterns.exit().ifPresent(found::add);
        }
        return found;
    }

    /** Closes that go from turn to turn in steps of 2, each bar reaching 1 above and below. */
    private static List<Bar> bars(int... turns) {
        List<Bar> bars = new ArrayList<>();
        double close = turns[0];
        for (int turn : turns) {
            while (close != turn) {
                close += 2 * Math.signum(turn - close);
                bars.add(Bars.bar(bars.size(), close, close + 1, close - 1, close));
            }
        }
        return bars;
    }
}
