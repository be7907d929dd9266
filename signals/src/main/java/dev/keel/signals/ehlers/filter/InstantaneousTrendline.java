package dev.keel.signals.ehlers.filter;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' instantaneous trendline: a low pass without lag for slow movements, and a trigger that
 * runs ahead of it.
 *
 * <pre>
 * y       = (al - al^2/4) x + al^2/2 x[1] - (al - 3/4 al^2) x[2]
 *           + 2 (1 - al) y[1] - (1 - al)^2 y[2]
 * trigger = 2 y - y[2]
 * </pre>
 *
 * <p>Start: the first six outputs are {@code (x + 2 x[1] + x[2]) / 4}, where what lies before the
 * first price is that price. {@link #warmUpBars()} is where at most 1 % of a wrong start remains.
 *
 * <p>Reference: John F. Ehlers, "Cybernetic Analysis for Stocks and Futures", Wiley, 2004, chapter
 * 3. Some programs print the trigger one bar late.
 */
public final class InstantaneousTrendline extends StreamingKernel {
    private static final int SEEDED_BARS = 6;

    private final TwoPole section;
    private int seeded;
    private double value1;
    private double value2;
    private double trigger;

    /**
     * Creates a trendline at its start.
     *
     * @param alpha the weight of a new price, 0.001 to 0.9; Ehlers' is 0.07
     * @throws IllegalArgumentException if it is out of range
     */
    public InstantaneousTrendline(double alpha) {
        super(SEEDED_BARS + Settling.ofDoublePole(1 - requireWithin("alpha", alpha, 0.001, 0.9)));
        double square = alpha * alpha;
        double gain = alpha - square / 4;
        section =
                new TwoPole(
                        gain,
                        square / 2 / gain,
                        -(alpha - 0.75 * square) / gain,
                        2 * (1 - alpha),
                        -(1 - alpha) * (1 - alpha));
    }

    @Override
    public double next(double input) {
        double value = value(input);
        trigger = 2 * value - value2;
        value2 = value1;
        value1 = value;
        return value;
    }

    private double value(double input) {
        if (seeded == SEEDED_BARS) {
            return section.next(input);
        }
        if (seeded == 0) {
            section.remember(input, input);
            section.remember(input, input);
            value1 = input;
            value2 = input;
        }
        seeded++;
        return section.remember(input, (input + 2 * section.input1() + section.input2()) / 4);
    }

    /** The line that runs ahead; above the trendline while the trend points up. */
    public double trigger() {
        return trigger;
    }
}
