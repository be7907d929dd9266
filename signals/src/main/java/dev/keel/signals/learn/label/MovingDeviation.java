package dev.keel.signals.learn.label;

/**
 * The exponentially weighted deviation of one-bar returns at each bar.
 *
 * <pre>
 * a        = 2 / (span + 1), r = close / close[1] - 1
 * variance = (1 - a) (variance[1] + a (r - mean[1])^2)
 * mean     = mean[1] + a (r - mean[1])
 * </pre>
 *
 * <p>Both start at 0 with the first return as mean. The deviation at a bar knows that bar's return
 * and those before.
 *
 * <p>Reference: T. Finch, "Incremental calculation of weighted mean and variance", 2009, section 9.
 */
public final class MovingDeviation {
    private MovingDeviation() {}

    /** The deviation at each bar, oldest first; 0 until two returns are known. */
    public static double[] of(PricePath path, int span) {
        double alpha = 2.0 / (span + 1);
        double[] deviations = new double[path.size()];
        double mean = 0;
        double variance = 0;
        for (int i = 1; i < deviations.length; i++) {
            double change = path.close(i) / path.close(i - 1) - 1;
            if (i == 1) {
                mean = change;
                continue;
            }
            double difference = change - mean;
            variance = (1 - alpha) * (variance + alpha * difference * difference);
            mean += alpha * difference;
            deviations[i] = Math.sqrt(variance);
        }
        return deviations;
    }
}
