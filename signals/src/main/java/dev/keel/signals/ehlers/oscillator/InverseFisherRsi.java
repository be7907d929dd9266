package dev.keel.signals.ehlers.oscillator;

import dev.keel.signals.classic.RelativeStrength;
import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.WindowMoments;

/**
 * Ehlers' inverse Fisher transform of the relative strength index: near -1 or 1 most of the time.
 *
 * <pre>
 * v1 = .1 (RSI(rsiPeriod) - 50),  v2 = WMA(averagePeriod) of v1
 * y  = (exp(2 v2) - 1) / (exp(2 v2) + 1)     = tanh(v2)
 * </pre>
 *
 * <p>Start: that of the RSI. {@link #warmUpBars()} is that of the RSI and the average.
 *
 * <p>Reference: John F. Ehlers, "The Inverse Fisher Transform", Technical Analysis of Stocks and
 * Commodities, May 2004.
 */
public final class InverseFisherRsi extends StreamingKernel {
    private final RelativeStrength strength;
    private final WindowMoments average;

    /**
     * Creates a transform at its start.
     *
     * @param rsiPeriod 2 to 10,000; Ehlers' is 5
     * @param averagePeriod 1 to 10,000; Ehlers' is 9
     * @throws IllegalArgumentException if a number is out of range
     */
    public InverseFisherRsi(int rsiPeriod, int averagePeriod) {
        this(
                new RelativeStrength(rsiPeriod),
                (int) requireWithin("averagePeriod", averagePeriod, 1, 10_000));
    }

    private InverseFisherRsi(RelativeStrength strength, int averagePeriod) {
        super(strength.warmUpBars() + averagePeriod);
        this.strength = strength;
        average = new WindowMoments(averagePeriod);
    }

    @Override
    public double next(double input) {
        average.add(0.1 * (strength.next(input) - 50));
        return Math.tanh(average.weightedMean());
    }
}
