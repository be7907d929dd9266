package dev.keel.signals.ehlers.filter;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' two-pole Super Smoother: a low pass that removes cycles shorter than its period with
 * little lag.
 *
 * <pre>
 * a  = exp(-sqrt(2) pi / period)
 * c2 = 2 a cos(sqrt(2) pi / period),  c3 = -a^2,  c1 = 1 - c2 - c3
 * y  = c1 (x + x[1]) / 2 + c2 y[1] + c3 y[2]
 * </pre>
 *
 * <p>Start: the first two outputs are the inputs. A constant passes unchanged (to rounding) from
 * the first bar on. {@link #warmUpBars()} is where at most 1 % of a wrong starting level remains,
 * about 1.1 periods: the level's envelope is {@code sqrt(2) a^n}.
 *
 * <p>Reference: John F. Ehlers, "Cycle Analytics for Traders", Wiley, 2013. Deviation: he prints
 * 1.414 and 3.14159 for sqrt(2) and pi.
 */
public final class SuperSmoother extends StreamingKernel {

    public static final double SHORTEST_PERIOD = 2;
    public static final double LONGEST_PERIOD = 10_000;

    private static final int SEEDED_BARS = 2;

    private final TwoPole section;
    private int seeded;

    /**
     * Creates a smoother at its start.
     *
     * @param period the critical period in bars, 2 to 10,000; need not be whole
     * @throws IllegalArgumentException if the period is out of range
     */
    public SuperSmoother(double period) {
        super(warmUpBars(requireWithin("period", period, SHORTEST_PERIOD, LONGEST_PERIOD)));
        double angle = Math.sqrt(2) * Math.PI / period;
        double a = Math.exp(-angle);
        double c2 = 2 * a * Math.cos(angle);
        double c3 = -a * a;
        section = new TwoPole((1 - c2 - c3) / 2, 1, 0, c2, c3);
    }

    @Override
    public double next(double input) {
        if (seeded < SEEDED_BARS) {
            seeded++;
            return section.remember(input, input);
        }
        return section.next(input);
    }

    private static int warmUpBars(double period) {
        return SEEDED_BARS + Settling.ofPair(Math.exp(-Math.sqrt(2) * Math.PI / period));
    }
}
