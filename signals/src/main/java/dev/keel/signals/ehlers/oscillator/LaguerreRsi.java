package dev.keel.signals.ehlers.oscillator;

import dev.keel.signals.ehlers.filter.LaguerreStages;
import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' Laguerre RSI: the strength index over four time-warped stages, from 0 to 1.
 *
 * <pre>
 * L0 .. L3 as in the Laguerre filter
 * cu = sum of the gaps L0 - L1, L1 - L2, L2 - L3 that are above zero,  cd = sum of the others
 * y  = cu / (cu + |cd|), .5 while nothing moves
 * </pre>
 *
 * <p>Start: all stages at the first price.
 *
 * <p>Reference: John F. Ehlers, "Time Warp - Without Space Travel", 2002; "Cybernetic Analysis for
 * Stocks and Futures", Wiley, 2004, chapter 14.
 */
public final class LaguerreRsi extends StreamingKernel {
    private static final int GAPS = 3;

    private final LaguerreStages stages;

    /**
     * Creates an index at its start.
     *
     * @param gamma the damping, 0 to 0.99; Ehlers' is 0.5
     * @throws IllegalArgumentException if it is out of range
     */
    public LaguerreRsi(double gamma) {
        super(LaguerreStages.warmUpBars(requireWithin("gamma", gamma, 0, 0.99)));
        stages = new LaguerreStages(gamma);
    }

    @Override
    public double next(double input) {
        stages.next(input);
        double up = 0;
        double all = 0;
        for (int i = 0; i < GAPS; i++) {
            double gap = stages.stage(i) - stages.stage(i + 1);
            up += Math.max(gap, 0);
            all += Math.abs(gap);
        }
        return Ratio.or(0.5, up, all);
    }
}
