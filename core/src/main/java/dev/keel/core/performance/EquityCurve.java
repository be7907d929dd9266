package dev.keel.core.performance;

import java.util.Arrays;

/**
 * Equity at the close of every bar, oldest first, and what it started from. Immutable.
 *
 * <p>Open positions are in it at the bar's close. Equity may be 0 or below: a derivative can lose
 * more than there is.
 */
public final class EquityCurve {
    private final double start;
    private final long startMillis;
    private final long[] millis;
    private final double[] equity;
    private final int barsInPosition;

    private EquityCurve(Builder builder) {
        this.start = builder.start;
        this.startMillis = builder.startMillis;
        this.millis = Arrays.copyOf(builder.millis, builder.size);
        this.equity = Arrays.copyOf(builder.equity, builder.size);
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
        return millis[index];
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
        return millis.length == 0 ? startMillis : millis[millis.length - 1];
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
        private long[] millis;
        private double[] equity;
        private int size;
        private int barsInPosition;

        private Builder(double start, long startMillis, int expectedBars) {
            if (!(start > 0) || !Double.isFinite(start)) {
                throw new IllegalArgumentException("start must be above 0, was " + start);
            }
            this.start = start;
            this.startMillis = startMillis;
            this.millis = new long[expectedBars];
            this.equity = new double[expectedBars];
        }

        /**
         * Adds a bar.
         *
         * @param closeMillis when it closed, after the bar before it
         * @param value equity at its close
         * @param openPositions how many positions were open at its close
         */
        public void add(long closeMillis, double value, int openPositions) {
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
                grow();
            }
            millis[size] = closeMillis;
            equity[size] = value;
            size++;
            if (openPositions > 0) {
                barsInPosition++;
            }
        }

        public EquityCurve build() {
            return new EquityCurve(this);
        }

        private void grow() {
            int capacity = Math.addExact(size, Math.max(size, 16));
            millis = Arrays.copyOf(millis, capacity);
            equity = Arrays.copyOf(equity, capacity);
        }
    }
}
