package dev.keel.core.statistics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A Sharpe ratio measured on a sample, and what can be said of the true one behind it.
 *
 * <p>All Sharpe ratios here are per observation (per bar), never annual: {@code annual = ratio x
 * sqrt(observations per year)}. The formulas take observations as independent; runs of similar
 * returns make every probability here too confident.
 *
 * @param ratio {@code mean / deviation} of the returns
 * @param observations how many returns there were, at least 2
 * @param skewness of the returns, 0 if normal
 * @param kurtosis of the returns, 3 if normal; at least {@code 1 + skewness^2}, as of every sample
 */
public record SharpeEstimate(double ratio, int observations, double skewness, double kurtosis) {
    private static final double EULER_MASCHERONI = 0.5772156649015329;
    private static final double ROUNDING = 1e-9;

    public SharpeEstimate {
        if (!Double.isFinite(ratio)) {
            throw new IllegalArgumentException("ratio must be finite, was " + ratio);
        }
        if (observations < 2) {
            throw new IllegalArgumentException(
                    "observations must be at least 2, was " + observations);
        }
        if (!(kurtosis * (1 + ROUNDING) + ROUNDING >= 1 + skewness * skewness)) {
            throw new IllegalArgumentException(
                    "kurtosis must be at least 1 + skewness^2, was "
                            + kurtosis
                            + " with skewness "
                            + skewness);
        }
    }

    /** Measures returns; empty if there are fewer than two or they do not vary. */
    public static Optional<SharpeEstimate> of(double[] returns) {
        if (returns.length < 2) {
            return Optional.empty();
        }
        Moments moments = Moments.of(returns);
        return moments.deviation() == 0
                ? Optional.empty()
                : Optional.of(
                        new SharpeEstimate(
                                moments.mean() / moments.deviation(),
                                moments.count(),
                                moments.skewness(),
                                moments.kurtosis()));
    }

    /**
     * The probability that the true ratio is above a benchmark (PSR): {@code Phi((ratio -
     * benchmark) / standardError)}.
     *
     * <p>Reference: D. H. Bailey, M. Lopez de Prado, "The Sharpe Ratio Efficient Frontier", Journal
     * of Risk 15(2) (2012), eq. 11.
     *
     * @param benchmark a Sharpe ratio per observation
     */
    public double probabilityAbove(double benchmark) {
        double error = standardError();
        return error == 0
                ? (1 + Math.signum(ratio - benchmark)) / 2
                : NormalDistribution.cdf((ratio - benchmark) / error);
    }

    /**
     * The probability that the true ratio is above 0 although this one is the best of many trials
     * (DSR): the {@linkplain #probabilityAbove probability} of being above the {@linkplain
     * #expectedMaximum ratio that the best of so many trials without any skill shows}.
     *
     * <p>Reference: D. H. Bailey, M. Lopez de Prado, "The Deflated Sharpe Ratio", Journal of
     * Portfolio Management 40(5) (2014).
     *
     * @param varianceOfTrials variance of the trials' ratios per observation, 0 or more
     * @param trials how many were tried, this one included
     */
    public double deflated(double varianceOfTrials, long trials) {
        return probabilityAbove(expectedMaximum(varianceOfTrials, trials));
    }

    /**
     * The Sharpe ratio to expect of the best of several trials whose true ratio is 0: {@code SR0 =
     * sqrt(V) ((1 - g) q(1 - 1/N) + g q(1 - 1/(N e)))}, where g is the Euler-Mascheroni constant
     * and q the normal quantile. 0 for one trial.
     *
     * <p>Reference: as {@link #deflated}, eq. 1.
     *
     * @param varianceOfTrials V, variance of the trials' ratios, 0 or more
     * @param trials N, at least 1
     */
    public static double expectedMaximum(double varianceOfTrials, long trials) {
        if (!(varianceOfTrials >= 0) || !Double.isFinite(varianceOfTrials)) {
            throw new IllegalArgumentException(
                    "varianceOfTrials must be 0 or more, was " + varianceOfTrials);
        }
        if (trials < 1) {
            throw new IllegalArgumentException("trials must be at least 1, was " + trials);
        }
        if (trials == 1) {
            return 0;
        }
        double likely = NormalDistribution.quantile(1 - 1.0 / trials);
        double lucky = NormalDistribution.quantile(1 - 1 / (trials * Math.E));
        return Math.sqrt(varianceOfTrials)
                * ((1 - EULER_MASCHERONI) * likely + EULER_MASCHERONI * lucky);
    }

    /**
     * How many observations it takes until {@link #probabilityAbove} reaches a confidence, if they
     * go on like this (MinTRL): {@code 1 + (1 - skewness ratio + (kurtosis - 1)/4 ratio^2) (q /
     * (ratio - benchmark))^2}. Empty if the ratio is not above the benchmark: then no length will
     * do.
     *
     * <p>Reference: as {@link #probabilityAbove}, eq. 13.
     *
     * @param confidence above 0.5, below 1
     */
    public OptionalDouble minimumObservations(double benchmark, double confidence) {
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "confidence must be above 0.5 and below 1, was " + confidence);
        }
        if (!(ratio > benchmark)) {
            return OptionalDouble.empty();
        }
        double deviations = NormalDistribution.quantile(confidence) / (ratio - benchmark);
        return OptionalDouble.of(1 + spread() * deviations * deviations);
    }

    /**
     * The deviation of the estimate: {@code sqrt((1 - skewness ratio + (kurtosis - 1)/4 ratio^2) /
     * (observations - 1))}.
     *
     * <p>Reference: E. Mertens, "Comments on Variance of the IID Estimator in Lo (2002)" (2002), as
     * used by {@link #probabilityAbove}.
     */
    public double standardError() {
        return Math.sqrt(spread() / (observations - 1));
    }

    /**
     * The range that holds the true ratio with a probability: {@code ratio +- q standardError}.
     *
     * @param level such as 0.95
     */
    public Interval interval(double level) {
        double reach = NormalDistribution.quantile((1 + level) / 2) * standardError();
        return new Interval(ratio - reach, ratio, ratio + reach, level);
    }

    /** Not negative for any sample, by the inequality of skewness and kurtosis. */
    private double spread() {
        return Math.max(0, 1 - skewness * ratio + (kurtosis - 1) / 4 * ratio * ratio);
    }
}
