package dev.keel.signals.ehlers.cycle;

import dev.keel.signals.ehlers.filter.Settling;
import dev.keel.signals.ehlers.filter.TwoPole;
import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' cyber cycle: a high pass of the smoothed price, whose trigger is itself a bar ago.
 *
 * <pre>
 * s = (x + 2 x[1] + 2 x[2] + x[3]) / 6
 * y = (1 - al/2)^2 (s - 2 s[1] + s[2]) + 2 (1 - al) y[1] - (1 - al)^2 y[2]
 * </pre>
 *
 * <p>Start: the first six outputs are {@code (x - 2 x[1] + x[2]) / 4}, where what lies before the
 * first price is that price. {@link #warmUpBars()} is where at most 1 % of a wrong start remains.
 *
 * <p>Reference: John F. Ehlers, "Cybernetic Analysis for Stocks and Futures", Wiley, 2004, chapter
 * 4.
 */
public final class CyberCycle extends StreamingKernel {
    private static final int SEEDED_BARS = 6;

    private final CycleInput input;
    private final TwoPole section;
    private double value;
    private double trigger;

    /**
     * Creates a cycle at its start.
     *
     * @param alpha the weight of a new price, 0.001 to 0.9; Ehlers' is 0.07
     * @throws IllegalArgumentException if it is out of range
     */
    public CyberCycle(double alpha) {
        super(SEEDED_BARS + Settling.ofDoublePole(1 - requireWithin("alpha", alpha, 0.001, 0.9)));
        input = new CycleInput(SEEDED_BARS);
        section =
                new TwoPole(
                        (1 - alpha / 2) * (1 - alpha / 2),
                        -2,
                        1,
                        2 * (1 - alpha),
                        -(1 - alpha) * (1 - alpha));
    }

    @Override
    public double next(double price) {
        trigger = value;
        double smoothed = input.next(price);
        value =
                input.isSeeding()
                        ? section.remember(smoothed, input.seed())
                        : section.next(smoothed);
        return value;
    }

    /** The cycle of the bar before. */
    public double trigger() {
        return trigger;
    }
}
