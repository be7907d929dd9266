package dev.keel.signals.ehlers.filter;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' one-pole high pass: removes level, and the cycles longer than its period, less steeply
 * than {@link HighPass}.
 *
 * <pre>
 * w  = 2 pi / period
 * al = (cos w + sin w - 1) / cos w
 * y  = (1 - al/2) (x - x[1]) + (1 - al) y[1]
 * </pre>
 *
 * <p>Start: the first output is zero. {@link #warmUpBars()} is where 1 % of a wrong start remains.
 *
 * <p>Reference: John F. Ehlers, "Cycle Analytics for Traders", Wiley, 2013.
 */
public final class HighPass1 extends StreamingKernel {
    /** Below 4 bars cos w is negative and the filter is none. */
    static final double SHORTEST_PERIOD = 5;

    private final double gain;
    private final double pole;
    private double input1;
    private double output;
    private boolean started;

    /**
     * Creates a high pass at its start.
     *
     * @param period the critical period in bars, 5 to 10,000
     * @throws IllegalArgumentException if the period is out of range
     */
    public HighPass1(double period) {
        super(
                1
                        + Settling.ofPole(
                                pole(
                                        requireWithin(
                                                "period",
                                                period,
                                                SHORTEST_PERIOD,
                                                HighPass.LONGEST_PERIOD))));
        pole = pole(period);
        gain = (1 + pole) / 2;
    }

    @Override
    public double next(double input) {
        if (started) {
            output = gain * (input - input1) + pole * output;
        }
        started = true;
        input1 = input;
        return output;
    }

    /** 1 - al. */
    static double pole(double period) {
        double angle = 2 * Math.PI / period;
        return (1 - Math.sin(angle)) / Math.cos(angle);
    }
}
