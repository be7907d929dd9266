package dev.keel.signals.swing;

import dev.keel.core.market.Bar;
import dev.keel.signals.classic.AverageTrueRange;

/**
 * Finds turning points: an extreme is a pivot once the price has come back from it by a multiple of
 * the average true range at the extreme.
 *
 * <pre>
 * high is a pivot   when a later low  <= high - m A(high)
 * low  is a pivot   when a later high >= low  + m A(low)
 * </pre>
 *
 * <p>Highs and lows alternate. Of equal extremes the first counts. A bar that makes a new extreme
 * confirms nothing by its other end: which came first is not known. The last {@link #MEMORY} pivots
 * are kept. Only a confirmed pivot allocates.
 */
public final class PivotTracker {
    /** How many pivots are kept. */
    public static final int MEMORY = 8;

    private static final int RANGE_PERIOD = 14;

    private final double multiple;
    private final AverageTrueRange averageTrueRange = new AverageTrueRange(RANGE_PERIOD);
    private final Extreme highest = new Extreme(Pivot.Kind.HIGH);
    private final Extreme lowest = new Extreme(Pivot.Kind.LOW);
    private final Pivot[] pivots = new Pivot[MEMORY];
    private long confirmed;
    private long bar = -1;
    private Leg leg = Leg.UNKNOWN;
    private boolean isNew;

    /**
     * Makes a tracker.
     *
     * @param multiple how many average true ranges the price must come back, above 0
     */
    public PivotTracker(double multiple) {
        if (!(multiple > 0 && Double.isFinite(multiple))) {
            throw new IllegalArgumentException("multiple must be above 0, was " + multiple);
        }
        this.multiple = multiple;
    }

    /** Takes the next bar; returns whether it confirmed a pivot. */
    public boolean onBar(Bar next) {
        bar++;
        double high = next.highValue();
        double low = next.lowValue();
        double range = averageTrueRange.update(high, low, next.closeValue());
        isNew = false;
        if (averageTrueRange.isReady()) {
            follow(next.openMillis(), high, low, range);
        }
        return isNew;
    }

    private void follow(long openMillis, double high, double low, double range) {
        boolean higher = leg != Leg.FALLING && highest.extend(bar, openMillis, high, range);
        boolean lower = leg != Leg.RISING && lowest.extend(bar, openMillis, low, range);
        if (leg != Leg.FALLING && !higher && highest.isLeftBy(highest.price - low, multiple)) {
            confirm(highest, Leg.FALLING);
            lowest.restart(bar, openMillis, low, range);
        } else if (leg != Leg.RISING && !lower && lowest.isLeftBy(high - lowest.price, multiple)) {
            confirm(lowest, Leg.RISING);
            highest.restart(bar, openMillis, high, range);
        }
    }

    private void confirm(Extreme extreme, Leg next) {
        pivots[(int) (confirmed++ % MEMORY)] = extreme.pivot(bar);
        leg = next;
        isNew = true;
    }

    /** Whether the last bar confirmed a pivot. */
    public boolean isNew() {
        return isNew;
    }

    /** How many pivots are kept, at most {@link #MEMORY}. */
    public int size() {
        return (int) Math.min(confirmed, MEMORY);
    }

    /** How many pivots were confirmed since the first bar. */
    public long confirmed() {
        return confirmed;
    }

    /**
     * Returns a confirmed pivot.
     *
     * @param age 0 for the last one, below {@link #size()}
     */
    public Pivot pivot(int age) {
        if (age < 0 || age >= size()) {
            throw new IllegalArgumentException(
                    "age must be from 0 to below " + size() + ", was " + age);
        }
        return pivots[(int) ((confirmed - 1 - age) % MEMORY)];
    }

    /** The number of the last bar, the first being 0; -1 before it. */
    public long bar() {
        return bar;
    }

    /** The average true range at the last bar over 14 bars; 0 until it is known. */
    public double averageTrueRange() {
        return averageTrueRange.isReady() ? averageTrueRange.value() : 0;
    }

    /** The bars until a pivot can be confirmed. */
    public static int warmUpBars() {
        return RANGE_PERIOD + 2;
    }

    private enum Leg {
        UNKNOWN,
        RISING,
        FALLING
    }

    /** The furthest price of the leg that still runs. */
    private static final class Extreme {
        private final Pivot.Kind kind;
        private boolean known;
        private long bar;
        private long openMillis;
        private double price;
        private double range;

        Extreme(Pivot.Kind kind) {
            this.kind = kind;
        }

        boolean extend(long atBar, long atMillis, double newPrice, double newRange) {
            boolean further =
                    switch (kind) {
                        case HIGH -> newPrice > price;
                        case LOW -> newPrice < price;
                    };
            if (known && !further) {
                // A market that did not move had no unit to measure a reversal with.
                range = range > 0 ? range : newRange;
                return false;
            }
            restart(atBar, atMillis, newPrice, newRange);
            return true;
        }

        void restart(long atBar, long atMillis, double newPrice, double newRange) {
            known = true;
            bar = atBar;
            openMillis = atMillis;
            price = newPrice;
            range = newRange;
        }

        boolean isLeftBy(double distance, double multiple) {
            return range > 0 && distance >= multiple * range;
        }

        Pivot pivot(long confirmedAt) {
            return new Pivot(kind, bar, openMillis, price, range, confirmedAt);
        }
    }
}
