package dev.keel.signals.learn.calibration;

import dev.keel.core.statistics.NormalDistribution;

/** How large a trade a probability deserves, before the limits of risk. */
public final class BetSize {
    /** Of what Kelly says, no more than this is proposed: probabilities are estimates. */
    public static final double KELLY_SHARE = 0.25;

    private BetSize() {}

    /**
     * The share of the full size, from -1 for a probability of 0 to 1 for one of 1.
     *
     * <pre>
     * m = 2 Phi((p - 1/2) / sqrt(p (1 - p))) - 1
     * </pre>
     *
     * <p>Reference: Marcos Lopez de Prado, "Advances in Financial Machine Learning", 2018, chapter
     * 10.
     */
    public static double of(double probability) {
        requireProbability(probability);
        if (probability == 0 || probability == 1) {
            return 2 * probability - 1;
        }
        double z = (probability - 0.5) / Math.sqrt(probability * (1 - probability));
        return 2 * NormalDistribution.cdf(z) - 1;
    }

    /**
     * The share of the capital that makes it grow fastest; negative if the bet loses.
     *
     * <pre>
     * f = p - (1 - p) / b
     * </pre>
     *
     * <p>Reference: J. Kelly, "A new interpretation of information rate", Bell System Technical
     * Journal 35, 1956.
     *
     * @param payoff b: what is won for each unit that can be lost, above 0
     */
    public static double kelly(double probability, double payoff) {
        requireProbability(probability);
        if (!(payoff > 0)) {
            throw new IllegalArgumentException("payoff must be above 0, was " + payoff);
        }
        return probability - (1 - probability) / payoff;
    }

    /** A quarter of Kelly's share, 0 if the bet loses. */
    public static double cautiousKelly(double probability, double payoff) {
        return Math.max(0, KELLY_SHARE * kelly(probability, payoff));
    }

    private static void requireProbability(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "probability must be within 0..1, was " + probability);
        }
    }
}
