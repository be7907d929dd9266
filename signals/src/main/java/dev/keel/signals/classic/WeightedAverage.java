package dev.keel.signals.classic;

import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.WindowMoments;

/**
 * The mean of the last bars with weights that rise by one a bar.
 *
 * <pre>
 * y = (period x + (period - 1) x[1] + ... + x[period - 1]) / (period (period + 1) / 2)
 * </pre>
 *
 * <p>Constant time. Start: that of the bars there are.
 *
 * <p>Reference: R. W. Colby, "The Encyclopedia of Technical Market Indicators", 2003.
 */
public final class WeightedAverage extends StreamingKernel {
    private final WindowMoments moments;

    /**
     * Creates an average at its start.
     *
     * @param period 1 to 10,000
     * @throws IllegalArgumentException if it is out of range
     */
    public WeightedAverage(int period) {
        super((int) requireWithin("period", period, 1, 10_000));
        moments = new WindowMoments(period);
    }

    @Override
    public double next(double input) {
        moments.add(input);
        return moments.weightedMean();
    }
}
