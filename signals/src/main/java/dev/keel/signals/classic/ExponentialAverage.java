package dev.keel.signals.classic;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * The exponential average.
 *
 * <pre>
 * al = 2 / (period + 1)
 * y  = al x + (1 - al) y[1]
 * </pre>
 *
 * <p>Start, as in TA-Lib: the plain mean of the first {@code period} bars, and before that of those
 * there are. {@link #warmUpBars()} is where 1 % of that start remains.
 *
 * <p>Reference: R. W. Colby, "The Encyclopedia of Technical Market Indicators", 2003.
 */
public final class ExponentialAverage extends StreamingKernel {
    private static final double REMAINING_DECAY = 4.606;

    private final int period;
    private final double alpha;
    private int seeded;
    private double average;

    /**
     * Creates an average at its start.
     *
     * @param period 1 to 10,000
     * @throws IllegalArgumentException if it is out of range
     */
    public ExponentialAverage(int period) {
        super(warmUpBars((int) requireWithin("period", period, 1, 10_000)));
        this.period = period;
        alpha = 2.0 / (period + 1);
    }

    @Override
    public double next(double input) {
        if (seeded < period) {
            seeded++;
            average += (input - average) / seeded;
        } else {
            average = alpha * input + (1 - alpha) * average;
        }
        return average;
    }

    /** Whether its start, a plain mean, is complete. */
    boolean isSeeded() {
        return seeded == period;
    }

    private static int warmUpBars(int period) {
        return period == 1
                ? 1
                : period + (int) Math.ceil(REMAINING_DECAY / -Math.log(1 - 2.0 / (period + 1)));
    }
}
