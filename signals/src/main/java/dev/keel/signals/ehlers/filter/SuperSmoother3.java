package dev.keel.signals.ehlers.filter;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' three-pole Super Smoother: steeper than that of two poles, and later.
 *
 * <pre>
 * a = exp(-pi / period),  b = 2 a cos(1.738 pi / period),  c = a^2
 * d2 = b + c,  d3 = -(c + b c),  d4 = c^2
 * y = (1 - d2 - d3 - d4) x + d2 y[1] + d3 y[2] + d4 y[3]
 * </pre>
 *
 * <p>Start: the first three outputs are the inputs. {@link #warmUpBars()} is where about 1 % of a
 * wrong starting level remains: the slowest poles decay as {@code a^n}.
 *
 * <p>Reference: John F. Ehlers, "Cybernetic Analysis for Stocks and Futures", Wiley, 2004. He
 * prints 1.738, and so it is here; the square root of 3, which he means, is 1.732.
 */
public final class SuperSmoother3 extends StreamingKernel {
    private static final int SEEDED_BARS = 3;
    private static final double ANGLE = 1.738;

    private final double gain;
    private final double feedback1;
    private final double feedback2;
    private final double feedback3;
    private double output1;
    private double output2;
    private double output3;
    private int seeded;

    /**
     * Creates a smoother at its start.
     *
     * @param period the critical period in bars, 2 to 10,000
     * @throws IllegalArgumentException if the period is out of range
     */
    public SuperSmoother3(double period) {
        super(
                SEEDED_BARS
                        + Settling.ofPair(
                                Math.exp(
                                        -Math.PI
                                                / requireWithin(
                                                        "period",
                                                        period,
                                                        SuperSmoother.SHORTEST_PERIOD,
                                                        SuperSmoother.LONGEST_PERIOD))));
        double a = Math.exp(-Math.PI / period);
        double b = 2 * a * Math.cos(ANGLE * Math.PI / period);
        double c = a * a;
        feedback1 = b + c;
        feedback2 = -(c + b * c);
        feedback3 = c * c;
        gain = 1 - feedback1 - feedback2 - feedback3;
    }

    @Override
    public double next(double input) {
        double output = input;
        if (seeded < SEEDED_BARS) {
            seeded++;
        } else {
            output = gain * input + feedback1 * output1 + feedback2 * output2 + feedback3 * output3;
        }
        output3 = output2;
        output2 = output1;
        output1 = output;
        return output;
    }
}
