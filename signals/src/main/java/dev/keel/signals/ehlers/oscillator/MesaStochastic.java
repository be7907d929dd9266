package dev.keel.signals.ehlers.oscillator;

import dev.keel.signals.ehlers.filter.RoofingFilter;
import dev.keel.signals.ehlers.filter.SuperSmoother;
import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.WindowRange;

/**
 * Ehlers' MESA stochastic: where the roofed price lies in its own range, smoothed; 0 to 1 but for a
 * little overshoot.
 *
 * <pre>
 * f = RoofingFilter(48, 10) of x
 * y = SuperSmoother(10) of (f - lowest of n) / (highest of n - lowest of n)
 * </pre>
 *
 * <p>Start: that of the parts, .5 without a range. {@link #warmUpBars()} is the sum of theirs.
 *
 * <p>Reference: John F. Ehlers, "Predictive and Successful Indicators", Technical Analysis of
 * Stocks and Commodities, January 2014.
 */
public final class MesaStochastic extends StreamingKernel {
    private final RoofingFilter roofing;
    private final SuperSmoother smoother;
    private final WindowRange range;

    /**
     * Creates an oscillator at its start.
     *
     * @param length n, 2 to 10,000; Ehlers' is 20
     * @throws IllegalArgumentException if it is out of range
     */
    public MesaStochastic(int length) {
        this(
                (int) requireWithin("length", length, 2, 10_000),
                new RoofingFilter(),
                new SuperSmoother(10));
    }

    private MesaStochastic(int length, RoofingFilter roofing, SuperSmoother smoother) {
        super(roofing.warmUpBars() + length + smoother.warmUpBars());
        this.roofing = roofing;
        this.smoother = smoother;
        range = new WindowRange(length);
    }

    @Override
    public double next(double input) {
        double roofed = roofing.next(input);
        range.add(roofed);
        return smoother.next(range.place(roofed));
    }
}
