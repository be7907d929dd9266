package dev.keel.signals.learn.score;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How good probabilities of a yes or no were.
 *
 * <pre>
 * auc      = share of pairs of a 1 and a 0 in which the 1 had the higher probability, ties half
 * log loss = mean of -ln(p) where 1 happened and -ln(1 - p) where 0 did, p cut at 1e-15
 * Brier    = mean of (p - y)^2
 * ECE      = sum over ten equal bins of p of n_b / n |share of ones - mean p|
 * accuracy = share in which p &gt;= 0.5 was right
 * </pre>
 *
 * <p>Reference: J. Hanley and B. McNeil, "The meaning and use of the area under a ROC curve",
 * Radiology 143, 1982; G. Brier, "Verification of forecasts expressed in terms of probability",
 * Monthly Weather Review 78, 1950; M. Naeini, G. Cooper and M. Hauskrecht, "Obtaining well
 * calibrated probabilities using Bayesian binning", AAAI 2015.
 *
 * @param count of probabilities
 * @param baseRate the share of ones
 * @param auc 0.5 if all outcomes are the same
 */
public record BinaryScores(
        int count,
        double baseRate,
        double auc,
        double logLoss,
        double brier,
        double calibrationError,
        double accuracy) {
    private static final int BINS = 10;
    private static final double LEAST = 1e-15;

    /**
     * Scores probabilities.
     *
     * @throws IllegalArgumentException if there are none, the lengths differ, or one is none
     */
    public static BinaryScores of(double[] probabilities, int[] outcomes) {
        require(probabilities, outcomes);
        int count = outcomes.length;
        double ones = 0;
        double loss = 0;
        double squares = 0;
        int right = 0;
        for (int i = 0; i < count; i++) {
            double difference = probabilities[i] - outcomes[i];
            ones += outcomes[i];
            loss += logLoss(probabilities[i], outcomes[i]);
            squares += difference * difference;
            right += (probabilities[i] >= 0.5) == (outcomes[i] == 1) ? 1 : 0;
        }
        return new BinaryScores(
                count,
                ones / count,
                auc(probabilities, outcomes),
                loss / count,
                squares / count,
                calibrationError(probabilities, outcomes),
                (double) right / count);
    }

    /** The log loss of one probability. */
    public static double logLoss(double probability, int outcome) {
        double given = outcome == 1 ? probability : 1 - probability;
        return -StrictMath.log(Math.max(LEAST, given));
    }

    /** The log loss of always saying the base rate: what a model must beat. */
    public double baseLogLoss() {
        if (baseRate <= 0 || baseRate >= 1) {
            return 0;
        }
        return -baseRate * StrictMath.log(baseRate) - (1 - baseRate) * StrictMath.log(1 - baseRate);
    }

    private static double auc(double[] probabilities, int[] outcomes) {
        int[] order =
                IntStream.range(0, probabilities.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> probabilities[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        double ones = Arrays.stream(outcomes).sum();
        double zeros = outcomes.length - ones;
        if (ones == 0 || zeros == 0) {
            return 0.5;
        }
        double rankSum = 0;
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to < order.length && probabilities[order[to]] == probabilities[order[from]]) {
                to++;
            }
            double meanRank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                rankSum += outcomes[order[i]] * meanRank;
            }
            from = to;
        }
        return (rankSum - ones * (ones + 1) / 2) / (ones * zeros);
    }

    private static double calibrationError(double[] probabilities, int[] outcomes) {
        double[] said = new double[BINS];
        double[] happened = new double[BINS];
        for (int i = 0; i < outcomes.length; i++) {
            int bin = Math.min(BINS - 1, (int) (probabilities[i] * BINS));
            said[bin] += probabilities[i];
            happened[bin] += outcomes[i];
        }
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(happened[bin] - said[bin]);
        }
        return error / outcomes.length;
    }

    private static void require(double[] probabilities, int[] outcomes) {
        if (outcomes.length == 0 || probabilities.length != outcomes.length) {
            throw new IllegalArgumentException(
                    "probabilities must be as many as outcomes and at least 1, were "
                            + probabilities.length
                            + " for "
                            + outcomes.length);
        }
        for (int i = 0; i < outcomes.length; i++) {
            if (!(probabilities[i] >= 0 && probabilities[i] <= 1)) {
                throw new IllegalArgumentException(
                        "probability must be within 0..1, was " + probabilities[i]);
            }
            if (outcomes[i] != 0 && outcomes[i] != 1) {
                throw new IllegalArgumentException("outcome must be 0 or 1, was " + outcomes[i]);
            }
        }
    }
}
