package dev.keel.signals.ehlers.filter;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' Gaussian filter: exponential averages in a row, which smooth a cycle of the period to
 * half of its power with less lag than a Butterworth filter of as many poles.
 *
 * <pre>
 * be = (1 - cos(2 pi / period)) / (2^(1/poles) - 1)
 * al = -be + sqrt(be^2 + 2 be)
 * y  = EMA(al) of EMA(al) of ... of x, as often as there are poles
 * </pre>
 *
 * <p>Start: all averages at the first price. {@link #warmUpBars()} is where about 1 % of a wrong
 * start remains.
 *
 * <p>Reference: John F. Ehlers, "Gaussian and Other Low Lag Filters", 2001.
 */
public final class GaussianFilter extends StreamingKernel {
    /** Where sum t^k/k! exp(-t) over k below 1, 2, 3, 4 is 1 %. */
    private static final double[] DECAY = {4.606, 6.6384, 8.406, 10.045};

    private final double alpha;
    private final double[] stages;
    private boolean started;

    /**
     * Creates a filter at its start.
     *
     * @param period in bars, 2 to 10,000
     * @param poles 1 to 4
     * @throws IllegalArgumentException if a number is out of range
     */
    public GaussianFilter(double period, int poles) {
        super(
                warmUpBars(
                        requireWithin("period", period, 2, SuperSmoother.LONGEST_PERIOD),
                        (int) requireWithin("poles", poles, 1, DECAY.length)));
        alpha = alpha(period, poles);
        stages = new double[poles];
    }

    @Override
    public double next(double input) {
        double value = input;
        for (int i = 0; i < stages.length; i++) {
            stages[i] = started ? alpha * value + (1 - alpha) * stages[i] : value;
            value = stages[i];
        }
        started = true;
        return value;
    }

    private static double alpha(double period, int poles) {
        double beta = (1 - Math.cos(2 * Math.PI / period)) / (Math.pow(2, 1.0 / poles) - 1);
        return -beta + Math.sqrt(beta * beta + 2 * beta);
    }

    private static int warmUpBars(double period, int poles) {
        return 1 + (int) Math.ceil(DECAY[poles - 1] / -Math.log(1 - alpha(period, poles)));
    }
}
