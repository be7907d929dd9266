package dev.keel.signals.ehlers.filter;

/**
 * The recursion behind most of Ehlers' filters: two inputs and two outputs back.
 *
 * <pre>
 * y = gain (x + near x[1] + far x[2]) + feedback1 y[1] + feedback2 y[2]
 * </pre>
 *
 * <p>A part of kernels, not one: it neither checks nor counts.
 */
public final class TwoPole {
    private final double gain;
    private final double near;
    private final double far;
    private final double feedback1;
    private final double feedback2;
    private double input1;
    private double input2;
    private double output1;
    private double output2;

    /** Creates the recursion with all of its past at zero. */
    public TwoPole(double gain, double near, double far, double feedback1, double feedback2) {
        this.gain = gain;
        this.near = near;
        this.far = far;
        this.feedback1 = feedback1;
        this.feedback2 = feedback2;
    }

    /** Takes the next input and returns the output. */
    public double next(double input) {
        return remember(
                input,
                gain * (input + near * input1 + far * input2)
                        + feedback1 * output1
                        + feedback2 * output2);
    }

    /** Takes the next input and has this as its output, as filters do at their start. */
    public double remember(double input, double output) {
        input2 = input1;
        input1 = input;
        output2 = output1;
        output1 = output;
        return output;
    }

    /** The input of the last bar. */
    public double input1() {
        return input1;
    }

    /** The input of the bar before the last. */
    public double input2() {
        return input2;
    }
}
