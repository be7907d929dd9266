package dev.keel.signals.fusion.log;

/**
 * How outcomes move the weights.
 *
 * @param learningRate eta of the exponential weights, above 0; 1 with logarithmic loss is the
 *     Bayesian mixture
 * @param share the fraction of the weights that each outcome gives back to the prior, 0 to 1: how
 *     soon the best expert may be another one
 * @param largestMove the most that the logarithm of a weight changes by in one update, above 0
 * @param horizonBars after how many bars an opinion is settled at the latest; 1 to 10000
 */
public record LearningRules(
        double learningRate, double share, double largestMove, int horizonBars) {
    /** The longest horizon. */
    public static final int LONGEST_HORIZON = 10_000;

    public LearningRules {
        if (!(learningRate > 0 && Double.isFinite(learningRate))) {
            throw new IllegalArgumentException("learningRate must be above 0, was " + learningRate);
        }
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be 0 to 1, was " + share);
        }
        if (!(largestMove > 0)) {
            throw new IllegalArgumentException("largestMove must be above 0, was " + largestMove);
        }
        if (horizonBars < 1 || horizonBars > LONGEST_HORIZON) {
            throw new IllegalArgumentException(
                    "horizonBars must be 1 to " + LONGEST_HORIZON + ", was " + horizonBars);
        }
    }
}
