package dev.keel.signals.ehlers.oscillator;

import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.WindowMoments;

/**
 * Ehlers' correlation trend: Pearson's correlation of the last prices with a rising straight line,
 * from -1 to 1.
 *
 * <pre>
 * y = corr(x[k], -k),  k = 0 .. n-1
 * </pre>
 *
 * <p>Computed in constant time. Start: the bars there are, 0 at the first. Settled exactly once the
 * window is full.
 *
 * <p>Reference: John F. Ehlers, "Correlation As A Trend Indicator", Technical Analysis of Stocks
 * and Commodities, May 2020.
 */
public final class CorrelationTrend extends StreamingKernel {
    private final WindowMoments moments;

    /**
     * Creates an oscillator at its start.
     *
     * @param length n, 3 to 10,000; Ehlers' is 20
     * @throws IllegalArgumentException if it is out of range
     */
    public CorrelationTrend(int length) {
        super((int) requireWithin("length", length, 3, 10_000));
        moments = new WindowMoments(length);
    }

    @Override
    public double next(double input) {
        moments.add(input);
        return moments.correlationWithTime();
    }
}
