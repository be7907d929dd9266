package dev.keel.signals.ehlers.filter;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' Laguerre filter: a four-tap average over a delay line that is longer for slow movements
 * than for fast ones.
 *
 * <pre>
 * L0 = (1 - g) x + g L0[1]
 * L1 = -g L0 + L0[1] + g L1[1],  L2 and L3 likewise
 * y  = (L0 + 2 L1 + 2 L2 + L3) / 6
 * </pre>
 *
 * <p>Start: all stages at the first price, so a constant passes unchanged. {@link #warmUpBars()} is
 * where about 1 % of a wrong start remains: four poles at g.
 *
 * <p>Reference: John F. Ehlers, "Time Warp - Without Space Travel", 2002; "Cybernetic Analysis for
 * Stocks and Futures", Wiley, 2004.
 */
public final class LaguerreFilter extends StreamingKernel {
    private final LaguerreStages stages;

    /**
     * Creates a filter at its start.
     *
     * @param gamma the damping, 0 to 0.99; Ehlers' is 0.8
     * @throws IllegalArgumentException if it is out of range
     */
    public LaguerreFilter(double gamma) {
        super(LaguerreStages.warmUpBars(requireWithin("gamma", gamma, 0, 0.99)));
        stages = new LaguerreStages(gamma);
    }

    @Override
    public double next(double input) {
        stages.next(input);
        return (stages.stage(0) + 2 * stages.stage(1) + 2 * stages.stage(2) + stages.stage(3)) / 6;
    }
}
