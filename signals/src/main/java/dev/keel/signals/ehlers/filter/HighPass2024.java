package dev.keel.signals.ehlers.filter;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' high pass of 2024, with the poles of the {@link SuperSmoother}; what it takes away from
 * the price is the {@link UltimateSmoother}.
 *
 * <pre>
 * a  = exp(-sqrt(2) pi / period)
 * c2 = 2 a cos(sqrt(2) pi / period),  c3 = -a^2,  c1 = (1 + c2 - c3) / 4
 * y  = c1 (x - 2 x[1] + x[2]) + c2 y[1] + c3 y[2]
 * </pre>
 *
 * <p>Start: the first three outputs are zero. {@link #warmUpBars()} is where at most 1 % of a wrong
 * starting output remains.
 *
 * <p>Reference: John F. Ehlers, "The Ultimate Smoother", Technical Analysis of Stocks and
 * Commodities, April 2024.
 */
public final class HighPass2024 extends StreamingKernel {
    private static final int SEEDED_BARS = 3;

    private final TwoPole section;
    private int seeded;

    /**
     * Creates a high pass at its start.
     *
     * @param period the critical period in bars, 2 to 10,000
     * @throws IllegalArgumentException if the period is out of range
     */
    public HighPass2024(double period) {
        super(
                SEEDED_BARS
                        + Settling.ofPair(
                                Math.exp(
                                        -angle(
                                                requireWithin(
                                                        "period",
                                                        period,
                                                        SuperSmoother.SHORTEST_PERIOD,
                                                        SuperSmoother.LONGEST_PERIOD)))));
        double a = Math.exp(-angle(period));
        double c2 = 2 * a * Math.cos(angle(period));
        double c3 = -a * a;
        section = new TwoPole((1 + c2 - c3) / 4, -2, 1, c2, c3);
    }

    @Override
    public double next(double input) {
        if (seeded < SEEDED_BARS) {
            seeded++;
            return section.remember(input, 0);
        }
        return section.next(input);
    }

    private static double angle(double period) {
        return Math.sqrt(2) * Math.PI / period;
    }
}
