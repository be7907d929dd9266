package dev.keel.signals.learn.label;

/**
 * The exponentially weighted deviation of one-bar returns, bar by bar.
 *
 * <pre>
 * a        = 2 / (span + 1), r = close / close[1] - 1
 * variance = (1 - a) (variance[1] + a (r - mean[1])^2)
 * mean     = mean[1] + a (r - mean[1])
 * </pre>
 *
 * <p>The mean starts as the first return, the variance at 0. The deviation at a bar knows that
 * bar's return and those before.
 *
 * <p>Reference: T. Finch, "Incremental calculation of weighted mean and variance", 2009, section 9.
 */
public final class MovingDeviation {
    private final double alpha;
    private long bars;
    private double previousClose;
    private double mean;
    private double variance;

    public MovingDeviation(int span) {
        this.alpha = 2.0 / (span + 1);
    }

    /**
     * Takes the next close and returns the deviation at that bar; 0 until two returns are known.
     */
    public double next(double close) {
        if (bars == 1) {
            mean = close / previousClose - 1;
        } else if (bars > 1) {
            double difference = close / previousClose - 1 - mean;
            variance = (1 - alpha) * (variance + alpha * difference * difference);
            mean += alpha * difference;
        }
        previousClose = close;
        bars++;
        return Math.sqrt(variance);
    }

    /** The deviation at each bar, oldest first. */
    public static double[] of(PricePath path, int span) {
        MovingDeviation deviation = new MovingDeviation(span);
        double[] deviations = new double[path.size()];
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = deviation.next(path.close(i));
        }
        return deviations;
    }
}
