package dev.keel.signals.learn.calibration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Fits the isotonic calibration by pooling adjacent violators: predictions in order, neighbours
 * whose share of ones falls are joined until none falls.
 *
 * <p>A block's share is softened to (ones + 1) / (n + 2), so that a block of a few never says that
 * something is impossible; a block's point lies at its mean prediction.
 *
 * <p>Reference: M. Ayer and others, "An empirical distribution function for sampling with
 * incomplete information", Annals of Mathematical Statistics 26, 1955; B. Zadrozny and C. Elkan,
 * "Transforming classifier scores into accurate multiclass probability estimates", KDD 2002.
 */
final class IsotonicFit {
    private final double[] ones;
    private final double[] sizes;
    private final double[] sums;
    private int blocks;

    private IsotonicFit(int count) {
        this.ones = new double[count];
        this.sizes = new double[count];
        this.sums = new double[count];
    }

    static Calibration.Isotonic of(double[] predictions, int[] outcomes) {
        if (outcomes.length == 0 || predictions.length != outcomes.length) {
            throw new IllegalArgumentException(
                    "predictions must be as many as outcomes and at least 1, were "
                            + predictions.length
                            + " for "
                            + outcomes.length);
        }
        IsotonicFit fit = new IsotonicFit(outcomes.length);
        int[] order =
                IntStream.range(0, outcomes.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> predictions[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int from = 0;
        while (from < order.length) {
            int to = from;
            double tied = 0;
            while (to < order.length && predictions[order[to]] == predictions[order[from]]) {
                tied += outcomes[order[to]];
                to++;
            }
            fit.add(tied, to - from, predictions[order[from]]);
            from = to;
        }
        return fit.points();
    }

    private void add(double onesOfTied, int size, double prediction) {
        ones[blocks] = onesOfTied;
        sizes[blocks] = size;
        sums[blocks] = size * prediction;
        blocks++;
        while (blocks > 1 && share(blocks - 2) >= share(blocks - 1)) {
            ones[blocks - 2] += ones[blocks - 1];
            sizes[blocks - 2] += sizes[blocks - 1];
            sums[blocks - 2] += sums[blocks - 1];
            blocks--;
        }
    }

    private double share(int block) {
        return ones[block] / sizes[block];
    }

    /** Softening may make a small block fall below its neighbour: then it is lifted to it. */
    private Calibration.Isotonic points() {
        double[] predictions = new double[blocks];
        double[] probabilities = new double[blocks];
        int points = 0;
        double highest = 0;
        for (int i = 0; i < blocks; i++) {
            double prediction = sums[i] / sizes[i];
            if (points > 0 && prediction <= predictions[points - 1]) {
                continue;
            }
            highest = Math.max(highest, (ones[i] + 1) / (sizes[i] + 2));
            predictions[points] = prediction;
            probabilities[points] = highest;
            points++;
        }
        return new Calibration.Isotonic(
                Arrays.copyOf(predictions, points), Arrays.copyOf(probabilities, points));
    }
}
