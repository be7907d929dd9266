package dev.keel.signals.classic;

import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.WindowMoments;

/**
 * The plain mean of the last bars.
 *
 * <pre>
 * y = (x + x[1] + ... + x[period - 1]) / period
 * </pre>
 *
 * <p>Constant time, without the drift of a running sum. Start: the mean of the bars there are.
 *
 * <p>Reference: R. W. Colby, "The Encyclopedia of Technical Market Indicators", 2003.
 */
public final class SimpleAverage extends StreamingKernel {
    private final WindowMoments moments;

    /**
     * Creates an average at its start.
     *
     * @param period 1 to 10,000
     * @throws IllegalArgumentException if it is out of range
     */
    public SimpleAverage(int period) {
        super((int) requireWithin("period", period, 1, 10_000));
        moments = new WindowMoments(period);
    }

    @Override
    public double next(double input) {
        moments.add(input);
        return moments.mean();
    }
}
