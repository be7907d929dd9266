package dev.keel.signals.fusion;

import dev.keel.signals.fusion.log.LearningRules;
import java.util.Arrays;

/**
 * The adaptive weights of the experts: exponential weights with fixed share, for experts that may
 * sleep, with a bounded move.
 *
 * <pre>
 * W   = sum of w_j over the awake
 * v_i = w_i exp(-eta u l_i) W / (sum over the awake of w_j exp(-eta u l_j))     awake i
 * w_i = (1 - a u) v_i + a u W q_i / (sum over the awake of q_j)                 awake i
 * w_i unchanged                                                                asleep i
 * </pre>
 *
 * <p>l are losses, eta the learning rate, a the share, q the prior and u, at most 1, how much of
 * the outcome is news (1 unless outcomes overlap). With an even prior the share is the {@code a/N}
 * of the literature; with any other it leads back to the users' weights rather than to evenness, so
 * that without evidence the prior stays. The weights of those awake keep their sum, so that
 * sleeping costs nothing. If the logarithm of any weight would move by more than the largest move,
 * eta and a of this update are made smaller by one factor until none does.
 *
 * <p>With logarithmic losses and eta u at most 1 the mixture's loss, each outcome counted u times,
 * exceeds no expert's by more than ln(1 / q_i), however many outcomes there are, as long as nobody
 * sleeps and share and bound do not interfere.
 *
 * <p>Reference: N. Cesa-Bianchi and G. Lugosi, "Prediction, Learning, and Games", 2006, chapters 2
 * and 9; M. Herbster and M. Warmuth, "Tracking the Best Expert", Machine Learning 32, 1998; Y.
 * Freund, R. Schapire, Y. Singer and M. Warmuth, "Using and Combining Predictors That Specialize",
 * 1997. The factor u and the bound are Keel's.
 */
final class ExpertWeights {
    /** Halvings of the factor that makes an update smaller: it is found to 1e-9. */
    private static final int HALVINGS = 30;

    private final double[] prior;
    private final double[] weights;
    private final double[] candidate;
    private final LearningRules rules;
    private final double largestRatio;

    /**
     * Begins at the prior.
     *
     * @param prior one weight above 0 per expert, in any scale
     */
    ExpertWeights(double[] prior, LearningRules rules) {
        this.prior = normalised(prior);
        this.weights = this.prior.clone();
        this.candidate = new double[prior.length];
        this.rules = rules;
        this.largestRatio = StrictMath.exp(rules.largestMove());
    }

    /** Returns the weights scaled to sum 1. */
    static double[] normalised(double[] given) {
        double sum = 0;
        for (double weight : given) {
            if (!(weight > 0 && Double.isFinite(weight))) {
                throw new IllegalArgumentException("a weight must be above 0, was " + weight);
            }
            sum += weight;
        }
        double[] scaled = new double[given.length];
        for (int i = 0; i < given.length; i++) {
            scaled[i] = given[i] / sum;
        }
        return scaled;
    }

    /**
     * Learns from an outcome.
     *
     * @param losses of the awake, at least 0; those of sleepers are not looked at
     * @param awake bit i is set if expert i was awake
     * @param news how much of the outcome is news, above 0 and at most 1
     */
    void update(double[] losses, long awake, double news) {
        if (Long.bitCount(awake) < 2) {
            return;
        }
        propose(losses, awake, news);
        if (!isWithinMove(awake)) {
            double least = 0;
            double most = 1;
            for (int i = 0; i < HALVINGS; i++) {
                double middle = (least + most) / 2;
                propose(losses, awake, news * middle);
                if (isWithinMove(awake)) {
                    least = middle;
                } else {
                    most = middle;
                }
            }
            propose(losses, awake, news * least);
        }
        for (int i = 0; i < weights.length; i++) {
            if (isSet(awake, i)) {
                weights[i] = candidate[i];
            }
        }
    }

    double weight(int index) {
        return weights[index];
    }

    double[] toArray() {
        return weights.clone();
    }

    double prior(int index) {
        return prior[index];
    }

    int size() {
        return weights.length;
    }

    static boolean isSet(long mask, int index) {
        return (mask >>> index & 1) == 1;
    }

    private void propose(double[] losses, long awake, double news) {
        double rate = rules.learningRate() * news;
        double share = rules.share() * news;
        double least = Double.POSITIVE_INFINITY;
        double total = 0;
        double priors = 0;
        for (int i = 0; i < weights.length; i++) {
            if (isSet(awake, i)) {
                least = Math.min(least, losses[i]);
                total += weights[i];
                priors += prior[i];
            }
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (isSet(awake, i)) {
                candidate[i] = weights[i] * StrictMath.exp(-rate * (losses[i] - least));
                sum += candidate[i];
            }
        }
        for (int i = 0; i < weights.length; i++) {
            if (isSet(awake, i)) {
                candidate[i] =
                        (1 - share) * (candidate[i] * total / sum)
                                + share * total * prior[i] / priors;
            }
        }
    }

    private boolean isWithinMove(long awake) {
        for (int i = 0; i < weights.length; i++) {
            if (isSet(awake, i)
                    && (candidate[i] > weights[i] * largestRatio
                            || candidate[i] * largestRatio < weights[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return Arrays.toString(weights);
    }
}
