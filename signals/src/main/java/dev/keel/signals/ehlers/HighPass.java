package dev.keel.signals.ehlers;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' two-pole high pass: removes level and straight trend, and the cycles longer than its
 * period.
 *
 * <pre>
 * w  = sqrt(1/2) 2 pi / period
 * al = (cos w + sin w - 1) / cos w
 * y  = (1 - al/2)^2 (x - 2 x[1] + x[2]) + 2 (1 - al) y[1] - (1 - al)^2 y[2]
 * </pre>
 *
 * <p>Start: the first two outputs are zero. A constant gives zero, exactly, at every bar. {@link
 * #warmUpBars()} is where at most 1 % of a wrong starting output remains, about 1.5 periods: the
 * double pole {@code r = 1 - al} decays as {@code (1 + t) exp(-t)} with {@code t = -n ln r}, which
 * is 1 % at t = 6.6384.
 *
 * <p>Reference: John F. Ehlers, "Cycle Analytics for Traders", Wiley, 2013. Deviation: he prints
 * .707 for sqrt(1/2), which moves the values in the fourth digit.
 */
public final class HighPass extends StreamingKernel {

    /** Below 2.83 bars cos w is negative and the filter is none. */
    static final double SHORTEST_PERIOD = 3;

    static final double LONGEST_PERIOD = 10_000;

    private static final int SEEDED_BARS = 2;
    private static final double DECAY_TO_ONE_PERCENT = 6.6384;

    private final double inputGain;
    private final double feedback1;
    private final double feedback2;
    private double input1;
    private double input2;
    private double output1;
    private double output2;
    private int seeded;

    /**
     * Creates a high pass at its start.
     *
     * @param period the critical period in bars, 3 to 10,000; need not be whole
     * @throws IllegalArgumentException if the period is out of range
     */
    public HighPass(double period) {
        super(warmUpBars(requireWithin("period", period, SHORTEST_PERIOD, LONGEST_PERIOD)));
        double pole = pole(period);
        double alpha = 1 - pole;
        inputGain = (1 - alpha / 2) * (1 - alpha / 2);
        feedback1 = 2 * pole;
        feedback2 = -pole * pole;
    }

    @Override
    public double next(double input) {
        double output = 0;
        if (seeded < SEEDED_BARS) {
            seeded++;
        } else {
            output =
                    inputGain * (input - 2 * input1 + input2)
                            + feedback1 * output1
                            + feedback2 * output2;
        }
        input2 = input1;
        input1 = input;
        output2 = output1;
        output1 = output;
        return output;
    }

    private static double pole(double period) {
        double angle = Math.sqrt(0.5) * 2 * Math.PI / period;
        return (1 - Math.sin(angle)) / Math.cos(angle);
    }

    private static int warmUpBars(double period) {
        return SEEDED_BARS + (int) Math.ceil(DECAY_TO_ONE_PERCENT / -Math.log(pole(period)));
    }
}
