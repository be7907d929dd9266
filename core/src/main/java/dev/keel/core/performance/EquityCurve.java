package dev.keel.core.performance;

import dev.keel.core.market.BarSeries;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Equity at the close of every bar, oldest first, and what it started from. Immutable.
 *
 * <p>Open positions are in it at the bar's close. Equity may be 0 or below: a derivative can lose
 * more than there is.
 */
public final class EquityCurve {
    private final double start;
    private final long startMillis;

    /** When a bar closed, by its index. */
    private final IntToLongFunction millis;

    private final double[] equity;
    private final int barsInPosition;

    private EquityCurve(Builder builder) {
        this.start = builder.start;
        this.startMillis = builder.startMillis;
        this.millis = builder.times();
        this.equity = builder.equity;
        this.barsInPosition = builder.barsInPosition;
    }

    /**
     * Starts a curve.
     *
     * @param start the capital before the first bar, above 0
     * @param startMillis when the first bar opened, in milliseconds since 1970
     * @param expectedBars how many bars there will be; more may come
     */
    public static Builder builder(double start, long startMillis, int expectedBars) {
        return new Builder(start, startMillis, expectedBars);
    }

    /**
     * Starts a curve over the bars of a series, one value for each, in their order. The curve asks
     * the series for its times: a column of its own would take 8 MB for a million bars.
     *
     * @param start the capital before the first bar, above 0
     * @param bars not empty
     */
    public static Builder over(BarSeries bars, double start) {
        return new Builder(start, bars);
    }

    /** The number of bars. */
    public int size() {
        return equity.length;
    }

    /** The capital before the first bar. */
    public double start() {
        return start;
    }

    /** When the first bar opened, in milliseconds since 1970. */
    public long startMillis() {
        return startMillis;
    }

    /** When a bar closed, in milliseconds since 1970. */
    public long millis(int index) {
        return millis.applyAsLong(Objects.checkIndex(index, equity.length));
    }

    /** Equity at the close of a bar. */
    public double equity(int index) {
        return equity[index];
    }

    /** Equity after the last bar; what it started from if there is none. */
    public double last() {
        return equity.length == 0 ? start : equity[equity.length - 1];
    }

    /** When the last bar closed; the start if there is none. In milliseconds since 1970. */
    public long lastMillis() {
        return equity.length == 0 ? startMillis : millis(equity.length - 1);
    }

    /** The number of bars at whose close a position was open. */
    public int barsInPosition() {
        return barsInPosition;
    }

    /** A copy of equity at the close of every bar, oldest first. */
    public double[] toArray() {
        return equity.clone();
    }

    /**
     * Collects a curve bar by bar; allocates nothing as long as no more bars come than expected.
     */
    public static final class Builder {
        private final double start;
        private final long startMillis;

        /** Whose bars these are; null where each brings its own time. */
        private final @Nullable BarSeries bars;

        private long[] millis;
        private double[] equity;
        private int size;
        private int barsInPosition;
        private boolean built;

        private Builder(double start, long startMillis, int expectedBars) {
            this.start = checked(start);
            this.startMillis = startMillis;
            this.bars = null;
            this.millis = new long[expectedBars];
            this.equity = new double[expectedBars];
        }

        private Builder(double start, BarSeries bars) {
            this.start = checked(start);
            this.startMillis = bars.openMillis(0);
            this.bars = bars;
            this.millis = new long[0];
            this.equity = new double[bars.size()];
        }

        private static double checked(double start) {
            if (!(start > 0) || !Double.isFinite(start)) {
                throw new IllegalArgumentException("start must be above 0, was " + start);
            }
            return start;
        }

        /**
         * Adds a bar.
         *
         * @param closeMillis when it closed, after the bar before it
         * @param value equity at its close
         * @param openPositions how many positions were open at its close
         */
        public void add(long closeMillis, double value, int openPositions) {
            if (bars != null) {
                throw new IllegalStateException("the times of this curve are those of its bars");
            }
            long before = size == 0 ? startMillis : millis[size - 1];
            if (closeMillis <= before || !Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "a bar must close after "
                                + before
                                + " with a finite equity, was "
                                + closeMillis
                                + " with "
                                + value);
            }
            if (size == equity.length) {
                requireNotBuilt();
                grow();
            }
            millis[size] = closeMillis;
            take(value, openPositions);
        }

        /**
         * Adds the next bar of the series that the curve lies over.
         *
         * @param value equity at its close
         * @param openPositions how many positions were open at its close
         * @throws IllegalStateException if there is no such bar
         */
        public void add(double value, int openPositions) {
            if (bars == null || size == equity.length) {
                throw new IllegalStateException("there is no bar left, had " + size);
            }
            requireFinite(value);
            take(value, openPositions);
        }

        /**
         * Adds the next bars of the series that the curve lies over, during which equity is a
         * straight line over the price.
         *
         * @param count how many bars
         * @param atPriceZero equity if the price were 0
         * @param perPrice what equity gains with each unit of the price
         * @param openPositions how many positions were open at the close of each
         * @throws IllegalStateException if there are not as many bars
         */
        public void addLine(int count, double atPriceZero, double perPrice, int openPositions) {
            if (bars == null || count > equity.length - size) {
                throw new IllegalStateException(
                        "there are not " + count + " bars left, had " + size);
            }
            double[] values = equity;
            int end = size + count;
            for (int i = size; i < end; i++) {
                double value = atPriceZero + perPrice * bars.closeValue(i);
                requireFinite(value);
                values[i] = value;
            }
            size = end;
            barsInPosition += openPositions > 0 ? count : 0;
        }

        private static void requireFinite(double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("equity must be finite, was " + value);
            }
        }

        private void take(double value, int openPositions) {
            equity[size] = value;
            size++;
            if (openPositions > 0) {
                barsInPosition++;
            }
        }

        /**
         * Ends the curve; nothing can be added any more.
         *
         * @throws IllegalStateException if it was built before
         */
        public EquityCurve build() {
            requireNotBuilt();
            built = true;
            if (size < equity.length) {
                millis = Arrays.copyOf(millis, Math.min(size, millis.length));
                equity = Arrays.copyOf(equity, size);
            }
            return new EquityCurve(this);
        }

        private IntToLongFunction times() {
            if (bars != null) {
                return bars::closeMillis;
            }
            long[] own = millis;
            return index -> own[index];
        }

        private void requireNotBuilt() {
            if (built) {
                throw new IllegalStateException("the curve was built already");
            }
        }

        private void grow() {
            int capacity = Math.addExact(size, Math.max(size, 16));
            millis = Arrays.copyOf(millis, capacity);
            equity = Arrays.copyOf(equity, capacity);
        }
    }
}
