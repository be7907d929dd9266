package dev.keel.signals.fusion;

/**
 * The standard deviation of one-bar returns of closes, exponentially weighted.
 *
 * <pre>
 * r = close / close[1] - 1,  d = r - m[1],  k = 2 / (span + 1)
 * m = m[1] + k d,  variance = (1 - k) (variance[1] + k d^2)
 * </pre>
 *
 * <p>Starts with m = 0 and variance 0; ready after {@code span} returns.
 *
 * <p>Reference: M. Lopez de Prado, "Advances in Financial Machine Learning", 2018, section 3.3,
 * takes such a deviation, with a span of 100, for the width of barriers. The recursion is T. Finch,
 * "Incremental calculation of weighted mean and variance", 2009, section 9.
 */
final class ReturnVolatility {
    private final int span;
    private final double rate;
    private long returns = -1;
    private double previous;
    private double mean;
    private double variance;

    ReturnVolatility(int span) {
        this.span = span;
        this.rate = 2.0 / (span + 1);
    }

    void update(double close) {
        if (returns >= 0) {
            double deviation = close / previous - 1 - mean;
            mean += rate * deviation;
            variance = (1 - rate) * (variance + rate * deviation * deviation);
        }
        previous = close;
        returns++;
    }

    boolean isReady() {
        return returns >= span && variance > 0;
    }

    double value() {
        return Math.sqrt(variance);
    }

    int warmUpBars() {
        return span + 1;
    }
}
