package dev.keel.signals.ehlers.oscillator;

import dev.keel.signals.ehlers.filter.RoofingFilter;
import dev.keel.signals.ehlers.filter.SuperSmoother;
import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.WindowMoments;

/**
 * Ehlers' strength index of the roofed price, smoothed; 0 to 1 but for a little overshoot.
 *
 * <pre>
 * f      = RoofingFilter(48, 10) of x,  d = f - f[1]
 * up     = sum of the d above zero over n,  all = sum of |d| over n
 * y      = SuperSmoother(10) of up / all, .5 while nothing moves
 * </pre>
 *
 * <p>Reference: John F. Ehlers, "Cycle Analytics for Traders", Wiley, 2013, chapter 11. His
 * adaptive form, with half of the measured period for n, is {@link AdaptiveRoofed}.
 */
public final class RoofedRsi extends StreamingKernel {
    private final RoofingFilter roofing;
    private final SuperSmoother smoother;
    private final WindowMoments ups;
    private final WindowMoments moves;
    private double roofed;

    /**
     * Creates an oscillator at its start.
     *
     * @param length n, 2 to 10,000; Ehlers' is 10
     * @throws IllegalArgumentException if it is out of range
     */
    public RoofedRsi(int length) {
        this(
                (int) requireWithin("length", length, 2, 10_000),
                new RoofingFilter(),
                new SuperSmoother(10));
    }

    private RoofedRsi(int length, RoofingFilter roofing, SuperSmoother smoother) {
        super(roofing.warmUpBars() + length + smoother.warmUpBars());
        this.roofing = roofing;
        this.smoother = smoother;
        ups = new WindowMoments(length);
        moves = new WindowMoments(length);
    }

    @Override
    public double next(double input) {
        double before = roofed;
        roofed = roofing.next(input);
        double move = roofed - before;
        ups.add(Math.max(move, 0));
        moves.add(Math.abs(move));
        return smoother.next(Math.clamp(Ratio.or(0.5, ups.sum(), moves.sum()), 0, 1));
    }
}
