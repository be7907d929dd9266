package dev.keel.signals.ehlers.oscillator;

import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.WindowMoments;

/**
 * Ehlers' centre of gravity of the last prices: above zero while the newer ones weigh more.
 *
 * <pre>
 * y       = -sum over k = 0 .. n-1 of (k + 1) x[k] / sum of x[k] + (n + 1)/2
 * trigger = y[1]
 * </pre>
 *
 * <p>Start: the bars there are. Settled exactly once the window is full, its trigger a bar later.
 *
 * <p>Reference: John F. Ehlers, "The CG Oscillator", Technical Analysis of Stocks and Commodities,
 * May 2002; "Cybernetic Analysis for Stocks and Futures", Wiley, 2004, chapter 5.
 */
public final class CenterOfGravity extends StreamingKernel {
    private final WindowMoments moments;
    private double value;
    private double trigger;

    /**
     * Creates an oscillator at its start.
     *
     * @param length n, 2 to 10,000; Ehlers' is 10
     * @throws IllegalArgumentException if it is out of range
     */
    public CenterOfGravity(int length) {
        super((int) requireWithin("length", length, 2, 10_000) + 1);
        moments = new WindowMoments(length);
    }

    @Override
    public double next(double input) {
        trigger = value;
        moments.add(input);
        double half = (moments.size() + 1) / 2.0;
        value = half * Ratio.orZero(moments.weightedMean() - moments.mean(), moments.mean());
        return value;
    }

    /** The value of the bar before. */
    public double trigger() {
        return trigger;
    }
}
