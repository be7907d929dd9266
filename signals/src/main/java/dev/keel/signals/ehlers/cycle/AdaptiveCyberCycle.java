package dev.keel.signals.ehlers.cycle;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' adaptive cyber cycle: a {@link CyberCycle} whose weight follows the measured period.
 *
 * <pre>
 * al = 2 / (smoothPeriod + 1)                                  (see {@link HilbertHomodyne})
 * y  = (1 - al/2)^2 (s - 2 s[1] + s[2]) + 2 (1 - al) y[1] - (1 - al)^2 y[2]
 * </pre>
 *
 * <p>Start: that of the cyber cycle, and of TA-Lib's period. {@link #warmUpBars()} is the bars
 * until the period is measured, and then where a cycle of 50 bars leaves 1 % of a wrong start.
 *
 * <p>Reference: John F. Ehlers, "Cybernetic Analysis for Stocks and Futures", Wiley, 2004, chapter
 * 10. Deviation: he measures the period of the cyber cycle itself; here it is that of the price.
 */
public final class AdaptiveCyberCycle extends StreamingKernel {
    private static final int SEEDED_BARS = 6;
    private static final int IDLE_BARS = 12;
    private static final int WARM_UP_BARS = 33 + 166;

    private final CycleInput input = new CycleInput(SEEDED_BARS);
    private final HilbertHomodyne homodyne = new HilbertHomodyne(IDLE_BARS);
    private double smoothed1;
    private double smoothed2;
    private double value1;
    private double value2;

    /** Creates a cycle at its start. */
    public AdaptiveCyberCycle() {
        super(WARM_UP_BARS);
    }

    @Override
    public double next(double price) {
        homodyne.update(price);
        double smoothed = input.next(price);
        double value = input.isSeeding() ? input.seed() : cycle(smoothed);
        smoothed2 = smoothed1;
        smoothed1 = smoothed;
        value2 = value1;
        value1 = value;
        return value;
    }

    private double cycle(double smoothed) {
        double alpha = 2 / (Math.max(homodyne.smoothPeriod(), 6) + 1);
        double pole = 1 - alpha;
        return (1 - alpha / 2) * (1 - alpha / 2) * (smoothed - 2 * smoothed1 + smoothed2)
                + 2 * pole * value1
                - pole * pole * value2;
    }

    /** The cycle of the bar before. */
    public double trigger() {
        return value2;
    }

    /** The period that the weight follows, in bars; zero until it is measured. */
    public double dominantCyclePeriod() {
        return homodyne.smoothPeriod();
    }
}
