package dev.keel.signals.ehlers.filter;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' two-pole high pass: removes level and straight trend, and the cycles longer than its
 * period.
 *
 * <pre>
 * w  = sqrt(1/2) 2 pi / period
 * al = (cos w + sin w - 1) / cos w
 * y  = (1 - al/2)^2 (x - 2 x[1] + x[2]) + 2 (1 - al) y[1] - (1 - al)^2 y[2]
 * </pre>
 *
 * <p>Start: the first two outputs are zero. A constant gives zero, exactly, at every bar. {@link
 * #warmUpBars()} is where at most 1 % of a wrong starting output remains, about 1.5 periods: the
 * double pole {@code r = 1 - al} decays as {@code (1 + t) exp(-t)} with {@code t = -n ln r}, which
 * is 1 % at t = 6.6384.
 *
 * <p>Reference: John F. Ehlers, "Cycle Analytics for Traders", Wiley, 2013. Deviation: he prints
 * .707 for sqrt(1/2), which moves the values in the fourth digit.
 */
public final class HighPass extends StreamingKernel {

    /** Below 2.83 bars cos w is negative and the filter is none. */
    public static final double SHORTEST_PERIOD = 3;

    public static final double LONGEST_PERIOD = 10_000;

    private static final int SEEDED_BARS = 2;

    private final TwoPole section;
    private int seeded;

    /**
     * Creates a high pass at its start.
     *
     * @param period the critical period in bars, 3 to 10,000; need not be whole
     * @throws IllegalArgumentException if the period is out of range
     */
    public HighPass(double period) {
        super(warmUpBars(requireWithin("period", period, SHORTEST_PERIOD, LONGEST_PERIOD)));
        double pole = pole(period);
        double alpha = 1 - pole;
        section = new TwoPole((1 - alpha / 2) * (1 - alpha / 2), -2, 1, 2 * pole, -pole * pole);
    }

    @Override
    public double next(double input) {
        if (seeded < SEEDED_BARS) {
            seeded++;
            return section.remember(input, 0);
        }
        return section.next(input);
    }

    private static double pole(double period) {
        double angle = Math.sqrt(0.5) * 2 * Math.PI / period;
        return (1 - Math.sin(angle)) / Math.cos(angle);
    }

    private static int warmUpBars(double period) {
        return SEEDED_BARS + Settling.ofDoublePole(pole(period));
    }
}
