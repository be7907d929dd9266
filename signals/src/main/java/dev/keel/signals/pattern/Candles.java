package dev.keel.signals.pattern;

import dev.keel.core.market.Bar;

/**
 * The last bars as candles, and what is long, short or near by their own averages.
 *
 * <p>Numbers of bars count back: 0 is the last bar. An average at a bar is that of the bars before
 * it; the factors and lengths are TA-Lib's default settings:
 *
 * <pre>
 * long, short body    mean body of 10 bars            very short shadow   0.1 mean range of 10
 * doji                0.1 mean range of 10 bars       short shadow        mean shadow of 10
 * near                0.2 mean range of 5 bars        long shadow         the bar's own body
 * far                 0.6 mean range of 5 bars        very long shadow    twice the bar's body
 * equal               0.05 mean range of 5 bars
 * </pre>
 *
 * <p>Sums are formed anew for each bar, so no rounding piles up. Nothing is allocated.
 *
 * <p>Reference: TA-Lib 0.4, candle settings, ta-lib.org.
 */
final class Candles {
    private static final int SIZE = 16;
    private static final int MASK = SIZE - 1;
    private static final int LONG = 10;
    private static final int SHORT = 5;

    private final double[] opens = new double[SIZE];
    private final double[] highs = new double[SIZE];
    private final double[] lows = new double[SIZE];
    private final double[] closes = new double[SIZE];
    private final double[] bodies = new double[SIZE];
    private final double[] ranges = new double[SIZE];

    /** Sums over the bars before the one of the same index. */
    private final double[] bodySums = new double[SIZE];

    private final double[] rangeSums = new double[SIZE];
    private final double[] fewRangesSums = new double[SIZE];
    private final double[] shadowSums = new double[SIZE];

    private int last = -1;
    private long bars;

    void onBar(Bar bar) {
        last = (last + 1) & MASK;
        bars++;
        opens[last] = bar.openValue();
        highs[last] = bar.highValue();
        lows[last] = bar.lowValue();
        closes[last] = bar.closeValue();
        bodies[last] = Math.abs(closes[last] - opens[last]);
        ranges[last] = highs[last] - lows[last];
        sum();
    }

    private void sum() {
        double body = 0;
        double range = 0;
        double fewRanges = 0;
        double shadow = 0;
        for (int back = 1; back <= LONG; back++) {
            int slot = (last - back) & MASK;
            body += bodies[slot];
            range += ranges[slot];
            shadow += ranges[slot] - bodies[slot];
            if (back == SHORT) {
                fewRanges = range;
            }
        }
        bodySums[last] = body;
        rangeSums[last] = range;
        fewRangesSums[last] = fewRanges;
        shadowSums[last] = shadow;
    }

    long bars() {
        return bars;
    }

    private int slot(int back) {
        return (last - back) & MASK;
    }

    double open(int back) {
        return opens[slot(back)];
    }

    double high(int back) {
        return highs[slot(back)];
    }

    double low(int back) {
        return lows[slot(back)];
    }

    double close(int back) {
        return closes[slot(back)];
    }

    /** 1 for a close not below the open, else -1. */
    int color(int back) {
        return isWhite(back) ? 1 : -1;
    }

    boolean isWhite(int back) {
        int slot = slot(back);
        return closes[slot] >= opens[slot];
    }

    boolean isBlack(int back) {
        return !isWhite(back);
    }

    double body(int back) {
        return bodies[slot(back)];
    }

    /** The higher of open and close. */
    double top(int back) {
        int slot = slot(back);
        return Math.max(opens[slot], closes[slot]);
    }

    /** The lower of open and close. */
    double bottom(int back) {
        int slot = slot(back);
        return Math.min(opens[slot], closes[slot]);
    }

    double upper(int back) {
        return high(back) - top(back);
    }

    double lower(int back) {
        return bottom(back) - low(back);
    }

    double range(int back) {
        return ranges[slot(back)];
    }

    boolean isLong(int back) {
        return body(back) > bodySums[slot(back)] / LONG;
    }

    boolean isShort(int back) {
        return body(back) < bodySums[slot(back)] / LONG;
    }

    boolean isNotLong(int back) {
        return body(back) <= bodySums[slot(back)] / LONG;
    }

    boolean isDoji(int back) {
        return isDojiAt(back, back);
    }

    /** Whether a body is a doji by the average that another bar is measured with. */
    boolean isDojiAt(int back, int measuredAt) {
        return body(back) <= 0.1 * (rangeSums[slot(measuredAt)] / LONG);
    }

    boolean hasNoUpper(int back) {
        return upper(back) < veryShortShadow(back);
    }

    boolean hasNoLower(int back) {
        return lower(back) < veryShortShadow(back);
    }

    double veryShortShadow(int back) {
        return 0.1 * (rangeSums[slot(back)] / LONG);
    }

    double shortShadow(int back) {
        return shadowSums[slot(back)] / LONG / 2;
    }

    boolean hasLongUpper(int back) {
        return upper(back) > body(back);
    }

    boolean hasLongLower(int back) {
        return lower(back) > body(back);
    }

    boolean hasVeryLongUpper(int back) {
        return upper(back) > 2 * body(back);
    }

    boolean hasVeryLongLower(int back) {
        return lower(back) > 2 * body(back);
    }

    double near(int back) {
        return 0.2 * (fewRangesSums[slot(back)] / SHORT);
    }

    double far(int back) {
        return 0.6 * (fewRangesSums[slot(back)] / SHORT);
    }

    double equal(int back) {
        return 0.05 * (fewRangesSums[slot(back)] / SHORT);
    }

    /** Whether a body lies wholly above another. */
    boolean bodyGapsUp(int back, int other) {
        return bottom(back) > top(other);
    }

    boolean bodyGapsDown(int back, int other) {
        return top(back) < bottom(other);
    }

    /** Whether a bar, shadows included, lies wholly above another. */
    boolean gapsUp(int back, int other) {
        return low(back) > high(other);
    }

    boolean gapsDown(int back, int other) {
        return high(back) < low(other);
    }

    /** Whether a body lies strictly within another. */
    boolean isWithin(int back, int other) {
        return top(back) < top(other) && bottom(back) > bottom(other);
    }

    /** Whether a price is equal to another, by what is equal at a bar. */
    boolean areEqual(double price, double other, int at) {
        double tolerance = equal(at);
        return price <= other + tolerance && price >= other - tolerance;
    }

    /** Whether the candle is, in its colour, without a shadow and long: a marubozu. */
    boolean isMarubozu(int back) {
        return isLong(back) && hasNoUpper(back) && hasNoLower(back);
    }
}
