package dev.keel.signals.ehlers.filter;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' roofing filter: a {@link HighPass} followed by a {@link SuperSmoother}, so that only the
 * cycles between the two periods are left, swinging around zero.
 *
 * <pre>
 * y = SuperSmoother(smootherPeriod) of HighPass(highPassPeriod) of x
 * </pre>
 *
 * <p>Start: that of its parts, so the first two outputs are zero, and a constant gives zero,
 * exactly, at every bar. {@link #warmUpBars()} is the sum of the parts'.
 *
 * <p>Reference: John F. Ehlers, "Cycle Analytics for Traders", Wiley, 2013; the same, "Predictive
 * and Successful Indicators", Technical Analysis of Stocks and Commodities, January 2014.
 */
public final class RoofingFilter extends StreamingKernel {

    private static final double USUAL_HIGH_PASS_PERIOD = 48;
    private static final double USUAL_SMOOTHER_PERIOD = 10;

    private final HighPass highPass;
    private final SuperSmoother smoother;

    /** Creates a filter at its start with Ehlers' periods: 48 and 10 bars. */
    public RoofingFilter() {
        this(USUAL_HIGH_PASS_PERIOD, USUAL_SMOOTHER_PERIOD);
    }

    /**
     * Creates a filter at its start.
     *
     * @param highPassPeriod the longest cycle in bars that is let through, 3 to 10,000
     * @param smootherPeriod the shortest cycle in bars that is let through, 2 to the longest
     * @throws IllegalArgumentException if a period is out of range
     */
    public RoofingFilter(double highPassPeriod, double smootherPeriod) {
        this(highPass(highPassPeriod), smoother(smootherPeriod, highPassPeriod));
    }

    private RoofingFilter(HighPass highPass, SuperSmoother smoother) {
        super(highPass.warmUpBars() + smoother.warmUpBars());
        this.highPass = highPass;
        this.smoother = smoother;
    }

    @Override
    public double next(double input) {
        return smoother.next(highPass.next(input));
    }

    private static HighPass highPass(double period) {
        return new HighPass(
                requireWithin(
                        "highPassPeriod",
                        period,
                        HighPass.SHORTEST_PERIOD,
                        HighPass.LONGEST_PERIOD));
    }

    private static SuperSmoother smoother(double period, double longest) {
        return new SuperSmoother(
                requireWithin("smootherPeriod", period, SuperSmoother.SHORTEST_PERIOD, longest));
    }
}
