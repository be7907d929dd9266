package dev.keel.core.statistics;

/**
 * The shape of a sample x(1) to x(n).
 *
 * @param count n, at least 1
 * @param mean {@code sum(x) / n}
 * @param deviation {@code sqrt(sum((x - mean)^2) / (n - 1))}; 0 for one value
 * @param skewness {@code m3 / m2^(3/2)} with central moments {@code mk = sum((x - mean)^k) / n}; 0,
 *     as of the normal distribution, for a sample without deviation
 * @param kurtosis {@code m4 / m2^2}, not reduced by 3; 3, as of the normal distribution, for a
 *     sample without deviation
 */
public record Moments(int count, double mean, double deviation, double skewness, double kurtosis) {
    /**
     * Differences to the mean that are smaller than this share of it are what rounding leaves of a
     * sample of equal values.
     */
    private static final double ROUNDING = 1e-13;

    /**
     * Measures a sample in two passes.
     *
     * @throws IllegalArgumentException if it is empty or a value is not finite
     */
    public static Moments of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values must not be empty");
        }
        double mean = mean(values);
        double square = 0;
        double cube = 0;
        double fourth = 0;
        for (double value : values) {
            double difference = value - mean;
            double squared = difference * difference;
            square += squared;
            cube += squared * difference;
            fourth += squared * squared;
        }
        int n = values.length;
        double variance = square / n;
        if (!(Math.sqrt(variance) > Math.abs(mean) * ROUNDING) || variance * variance == 0) {
            return new Moments(n, mean, 0, 0, 3);
        }
        return new Moments(
                n,
                mean,
                Math.sqrt(square / (n - 1)),
                cube / n / (variance * Math.sqrt(variance)),
                fourth / n / (variance * variance));
    }

    /** {@code deviation / sqrt(count)}: how far the mean of such a sample is usually off. */
    public double standardErrorOfMean() {
        return deviation / Math.sqrt(count);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("values must be finite, one was " + value);
            }
            sum += value;
        }
        return sum / values.length;
    }
}
