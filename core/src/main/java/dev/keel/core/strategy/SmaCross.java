package dev.keel.core.strategy;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarCursor;
import dev.keel.core.market.BarFormat;
import dev.keel.core.money.Price;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Reason.Figure;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalId;
import dev.keel.core.signal.SignalSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Crossing of two simple averages of closes, F over {@code fast} and S over {@code slow} bars.
 *
 * <p>At the close of bar i, counted from 0, from i = slow on: long when F[i-1] &lt;= S[i-1] and
 * F[i] &gt; S[i]; exit when F[i-1] &gt;= S[i-1] and F[i] &lt; S[i]. The averages are compared
 * exactly, as sums of integers: sums of doubles create false crossings where averages tie.
 */
public final class SmaCross implements Strategy {
    public static final StrategyDefinition DEFINITION =
            new StrategyDefinition(
                    "sma-cross",
                    "Long while the fast simple average of closes is above the slow one; compared exactly.",
                    List.of(
                            Parameter.integer(
                                    "fast",
                                    "bars of the fast average; less than slow",
                                    10,
                                    1,
                                    9_999),
                            Parameter.integer("slow", "bars of the slow average", 30, 2, 10_000)),
                    (source, parameters) ->
                            new SmaCross(
                                    source,
                                    parameters.integer("fast"),
                                    parameters.integer("slow")));

    private final SignalSource source;
    private final int fast;
    private final int slow;

    /**
     * At least the last {@code slow} closes in a ring, whose length is a power of two: the n-th
     * close lies at n modulo the length, which costs neither a division nor a comparison.
     */
    private final long[] closes;

    /** How many bars were seen. */
    private long seen;

    private long fastSum;
    private long slowSum;
    private int previousOrder;
    private int priceDecimals = -1;

    private SmaCross(SignalSource source, int fast, int slow) {
        if (fast >= slow) {
            throw new IllegalArgumentException(
                    "parameter 'fast' must be less than 'slow', was "
                            + fast
                            + " with slow "
                            + slow);
        }
        this.source = source;
        this.fast = fast;
        this.slow = slow;
        this.closes = new long[Integer.highestOneBit(slow - 1) << 1];
    }

    @Override
    public Optional<Signal> onBar(Bar bar) {
        BarFormat format = bar.format();
        requireSameDecimals(format.priceDecimals());
        slide(bar.close());
        if (seen < slow) {
            return Optional.empty();
        }
        int order = order(fastSum, slowSum);
        int before = previousOrder;
        if (order == before) {
            // By far the most bars: neither average has passed the other.
            return Optional.empty();
        }
        previousOrder = order;
        if (seen == slow) {
            return Optional.empty();
        }
        if (before <= 0 && order > 0) {
            return Optional.of(
                    signal(
                            format,
                            bar.openMillis(),
                            bar.close(),
                            Direction.LONG,
                            "the fast average crossed above the slow average"));
        }
        if (before >= 0 && order < 0) {
            return Optional.of(
                    signal(
                            format,
                            bar.openMillis(),
                            bar.close(),
                            Direction.EXIT,
                            "the fast average crossed below the slow average"));
        }
        return Optional.empty();
    }

    /** Closes alone tell whether one average passes the other. */
    @Override
    public void passQuiet(BarCursor bars) {
        requireSameDecimals(bars.format().priceDecimals());
        if (seen < slow) {
            return;
        }
        long[] ring = closes;
        int mask = ring.length - 1;
        // The ring's length divides the range of an int: of the count the low bits are enough.
        int at = (int) seen;
        int taken = 0;
        long fastNow = fastSum;
        long slowNow = slowSum;
        while (bars.hasNext()) {
            long close = bars.close();
            long fastNext = Math.addExact(fastNow - ring[(at - fast) & mask], close);
            long slowNext = Math.addExact(slowNow - ring[(at - slow) & mask], close);
            if (order(fastNext, slowNext) != previousOrder) {
                break;
            }
            bars.skip();
            ring[at & mask] = close;
            fastNow = fastNext;
            slowNow = slowNext;
            at++;
            taken++;
        }
        fastSum = fastNow;
        slowSum = slowNow;
        seen += taken;
    }

    /** Which average is above the other: positive if it is the fast one, 0 if neither. */
    private int order(long sumOfFast, long sumOfSlow) {
        return Long.compare(
                Math.multiplyExact(sumOfFast, slow), Math.multiplyExact(sumOfSlow, fast));
    }

    private void slide(long close) {
        long[] ring = closes;
        long count = seen;
        int at = (int) count;
        long leavesSlow = 0;
        long leavesFast = 0;
        if (count >= slow) {
            leavesSlow = ring[(at - slow) & (ring.length - 1)];
            leavesFast = ring[(at - fast) & (ring.length - 1)];
        } else if (count >= fast) {
            leavesFast = ring[(at - fast) & (ring.length - 1)];
        }
        ring[at & (ring.length - 1)] = close;
        fastSum = Math.addExact(fastSum - leavesFast, close);
        slowSum = Math.addExact(slowSum - leavesSlow, close);
        seen = count + 1;
    }

    /** Takes what it needs of the bar, not the bar: most bars then need not become objects. */
    private Signal signal(
            BarFormat format, long openMillis, long close, Direction direction, String text) {
        double fastAverage = format.priceToDouble(fastSum) / fast;
        double slowAverage = format.priceToDouble(slowSum) / slow;
        double strength = Math.min(1, Math.abs(fastAverage - slowAverage) / slowAverage * 100);
        Reason reason =
                Reason.of(text, new Figure("fast", fastAverage), new Figure("slow", slowAverage));
        return new Signal(
                new SignalId(
                        source, Instant.ofEpochMilli(openMillis + format.timeframe().toMillis())),
                direction,
                strength,
                0.5,
                PricePlan.at(Price.ofUnscaled(close, format.priceDecimals())),
                List.of(reason));
    }

    private void requireSameDecimals(int decimals) {
        if (priceDecimals != decimals) {
            if (priceDecimals >= 0) {
                throw new IllegalArgumentException(
                        "bars must keep " + priceDecimals + " price decimals, was " + decimals);
            }
            priceDecimals = decimals;
        }
    }
}
