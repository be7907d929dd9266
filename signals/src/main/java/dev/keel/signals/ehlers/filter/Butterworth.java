package dev.keel.signals.ehlers.filter;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * The two-pole Butterworth low pass: the poles of the {@link SuperSmoother}, a wider input.
 *
 * <pre>
 * a  = exp(-sqrt(2) pi / period)
 * c2 = 2 a cos(sqrt(2) pi / period),  c3 = -a^2,  c1 = 1 - c2 - c3
 * y  = c1 (x + 2 x[1] + x[2]) / 4 + c2 y[1] + c3 y[2]
 * </pre>
 *
 * <p>Start and warm-up: those of the Super Smoother.
 *
 * <p>Reference: John F. Ehlers, "Cybernetic Analysis for Stocks and Futures", Wiley, 2004.
 */
public final class Butterworth extends StreamingKernel {
    private static final int SEEDED_BARS = 2;

    private final TwoPole section;
    private int seeded;

    /**
     * Creates a filter at its start.
     *
     * @param period the critical period in bars, 2 to 10,000
     * @throws IllegalArgumentException if the period is out of range
     */
    public Butterworth(double period) {
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
        section = new TwoPole((1 - c2 - c3) / 4, 2, 1, c2, c3);
    }

    @Override
    public double next(double input) {
        if (seeded < SEEDED_BARS) {
            seeded++;
            return section.remember(input, input);
        }
        return section.next(input);
    }

    private static double angle(double period) {
        return Math.sqrt(2) * Math.PI / period;
    }
}
