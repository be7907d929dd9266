package dev.keel.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.Samples;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarCursor;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.signal.Direction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmaCrossTest {
    private static final BarFormat FORMAT = new BarFormat(Timeframe.M1, 2, 0);

    /** Coarse prices: averages tie again and again. */
    @Property(tries = 500)
    void signalsWhereTheDefinitionSays(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int fast,
            @ForAll @IntRange(min = 1, max = 6) int more) {
        long[] closes = walk(seed, 200);

        assertThat(signals(closes, fast, fast + more)).isEqualTo(oracle(closes, fast, fast + more));
    }

    /** Whatever stretches the bars come in, and with bars given one by one in between. */
    @Property(tries = 500)
    void passesQuietBarsAsIfEachWereGiven(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int fast,
            @ForAll @IntRange(min = 1, max = 6) int more,
            @ForAll @IntRange(min = 1, max = 40) int longest) {
        long[] closes = walk(seed, 200);
        BarSeries.Builder bars = BarSeries.builder(FORMAT);
        for (int i = 0; i < closes.length; i++) {
            bars.add(bar(i, closes[i]));
        }
        BarSeries series = bars.build();
        Strategy strategy = create(fast, fast + more);
        Random random = new Random(seed);
        List<String> signals = new ArrayList<>();

        int next = 0;
        while (next < closes.length) {
            int to = Math.min(closes.length, next + 1 + random.nextInt(longest));
            BarCursor stretch = new BarCursor(series, next, to);
            strategy.passQuiet(stretch);
            next = stretch.position();
            if (next < closes.length) {
                int at = next;
                strategy.onBar(series.bar(next))
                        .ifPresent(signal -> signals.add(at + " " + signal.direction()));
                next++;
            }
        }

        assertThat(signals).isEqualTo(oracle(closes, fast, fast + more));
    }

    @Test
    void passesAllBarsUpToTheOneThatCrosses() {
        long[] closes = {5, 5, 5, 5, 5, 9, 9};
        BarSeries.Builder bars = BarSeries.builder(FORMAT);
        for (int i = 0; i < closes.length; i++) {
            bars.add(bar(i, closes[i]));
        }
        BarSeries series = bars.build();
        Strategy strategy = create(1, 2);

        BarCursor cursor = new BarCursor(series, 0, 7);
        strategy.passQuiet(cursor);
        assertThat(cursor.position()).as("not full").isZero();
        strategy.onBar(cursor.take());
        strategy.onBar(cursor.take());
        strategy.passQuiet(cursor);
        assertThat(cursor.position()).as("up to the crossing").isEqualTo(5);
        assertThat(strategy.onBar(cursor.take())).isPresent();
    }

    @Test
    void saysNothingWhileTheAveragesAreNotFull() {
        assertThat(signals(new long[] {1, 2, 3, 4, 5}, 2, 5)).isEmpty();
    }

    @Test
    void signalsAtTheEarliestBar() {
        // Bar 2 is the first: F and S tie on bars 0-1, F rises above on bar 2.
        assertThat(signals(new long[] {5, 5, 9}, 1, 2)).containsExactly("2 LONG");
    }

    @Test
    void findsNoCrossingWhereAveragesOnlyTouch() {
        // F > S, F = S, F > S: a long at the tie's end, as the definition has it.
        assertThat(signals(new long[] {1, 2, 2, 3}, 1, 2)).containsExactly("3 LONG");
    }

    @Test
    void givesItsReasonsInFigures() {
        Strategy strategy = create(Map.of("fast", "1", "slow", "2"));
        strategy.onBar(bar(0, 500));
        strategy.onBar(bar(1, 500));

        var signal = strategy.onBar(bar(2, 900)).orElseThrow();

        assertThat(signal.reasons().getFirst())
                .hasToString(
                        "the fast average crossed above the slow average (fast 9.0000000, slow"
                                + " 7.0000000)");
        assertThat(signal.prices().entry()).isEqualTo(Samples.price("9"));
        assertThat(signal.id().barClose()).isEqualTo(bar(2, 900).closeTime());
    }

    @Test
    void takesTenAndThirtyByDefault() {
        assertThat(SmaCross.DEFINITION.parametersOf(Map.of()).toMap().toString())
                .isEqualTo("{fast=10, slow=30}");
    }

    @ParameterizedTest
    @CsvSource({
        "fast,0",
        "fast,10000",
        "fast,1.5",
        "fast,x",
        "fast,''",
        "slow,1",
        "slow,10001",
        "fast,30",
        "fast,1e999999999",
        "size,1"
    })
    void namesTheParameterThatIsWrong(String name, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> create(Map.of(name, value)))
                .withMessageContaining("parameter '" + name + "'");
    }

    @Test
    void refusesBarsOfOtherDecimals() {
        Strategy strategy = create(Map.of());
        strategy.onBar(bar(0, 500));
        Bar other = new Bar(new BarFormat(Timeframe.M1, 3, 0), 60_000, 5, 5, 5, 5, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> strategy.onBar(other))
                .withMessageContaining("decimals");
    }

    private static List<String> oracle(long[] closes, int fast, int slow) {
        List<String> signals = new ArrayList<>();
        for (int i = slow; i < closes.length; i++) {
            int before = order(closes, i - 1, fast, slow);
            int now = order(closes, i, fast, slow);
            if (before <= 0 && now > 0) {
                signals.add(i + " " + Direction.LONG);
            } else if (before >= 0 && now < 0) {
                signals.add(i + " " + Direction.EXIT);
            }
        }
        return signals;
    }

    /** Compares F[i] = sum of fast / fast with S[i] = sum of slow / slow. */
    private static int order(long[] closes, int i, int fast, int slow) {
        return sum(closes, i, fast)
                .multiply(BigInteger.valueOf(slow))
                .compareTo(sum(closes, i, slow).multiply(BigInteger.valueOf(fast)));
    }

    private static BigInteger sum(long[] closes, int i, int length) {
        BigInteger sum = BigInteger.ZERO;
        for (int j = i - length + 1; j <= i; j++) {
            sum = sum.add(BigInteger.valueOf(closes[j]));
        }
        return sum;
    }

    private static List<String> signals(long[] closes, int fast, int slow) {
        Strategy strategy = create(fast, slow);
        List<String> signals = new ArrayList<>();
        for (int i = 0; i < closes.length; i++) {
            int at = i;
            strategy.onBar(bar(i, closes[i]))
                    .ifPresent(signal -> signals.add(at + " " + signal.direction()));
        }
        return signals;
    }

    private static long[] walk(long seed, int length) {
        Random random = new Random(seed);
        long[] closes = new long[length];
        long close = 10;
        for (int i = 0; i < length; i++) {
            close = Math.max(1, close + random.nextInt(3) - 1);
            closes[i] = close;
        }
        return closes;
    }

    private static Strategy create(int fast, int slow) {
        return create(Map.of("fast", Integer.toString(fast), "slow", Integer.toString(slow)));
    }

    private static Strategy create(Map<String, String> parameters) {
        return SmaCross.DEFINITION.create(Samples.PERP_ID, Timeframe.M1, parameters);
    }

    private static Bar bar(int i, long close) {
        return new Bar(FORMAT, i * 60_000L, close, close, close, close, 0);
    }
}
