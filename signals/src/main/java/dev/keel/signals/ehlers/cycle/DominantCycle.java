package dev.keel.signals.ehlers.cycle;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * The dominant cycle by the homodyne discriminator: its period in bars, and its phasor.
 *
 * <p>The formula is at {@link HilbertHomodyne}. Start, as in TA-Lib's HT_DCPERIOD and HT_PHASOR: 12
 * idle bars, first answer at bar 32, counted from zero; the feedback of the period needs about a
 * hundred more, so {@link #warmUpBars()} is 150.
 *
 * <p>Reference: John F. Ehlers, "Rocket Science for Traders", Wiley, 2001, chapter 7.
 */
public final class DominantCycle extends StreamingKernel {
    private static final int IDLE_BARS = 12;
    private static final int WARM_UP_BARS = 150;

    private final HilbertHomodyne homodyne = new HilbertHomodyne(IDLE_BARS);

    /** Creates a measurement at its start. */
    public DominantCycle() {
        super(WARM_UP_BARS);
    }

    @Override
    public double next(double input) {
        homodyne.update(input);
        return homodyne.smoothPeriod();
    }

    /** The period in bars, at most 50; zero until it is measured. */
    public double period() {
        return homodyne.smoothPeriod();
    }

    /** The part of the price's swing that is in phase with it. */
    public double inPhase() {
        return homodyne.inPhase();
    }

    /** The part a quarter of a cycle away. */
    public double quadrature() {
        return homodyne.quadrature();
    }
}
