package dev.keel.signals.learn.training;

import dev.keel.signals.learn.model.Learner;
import dev.keel.signals.learn.model.Model;
import dev.keel.signals.learn.model.Samples;
import dev.keel.signals.learn.validation.Split;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * What models said about samples they were not trained on: for each split a model is fitted on the
 * training samples, asked about the tested ones, and closed. A sample that several splits test has
 * the mean of their answers.
 */
public final class HeldOut {
    private final double[][] bySplit;
    private final double[] mean;
    private final int[] tested;

    private HeldOut(double[][] bySplit, double[] mean, int[] tested) {
        this.bySplit = bySplit;
        this.mean = mean;
        this.tested = tested;
    }

    /**
     * Fits and asks, split by split.
     *
     * @param done is told after each split how many are done
     * @throws IllegalArgumentException naming the split whose training samples are too few or all
     *     of one outcome
     */
    public static HeldOut run(
            Learner learner, Samples samples, List<Split> splits, long seed, IntConsumer done) {
        double[][] bySplit = new double[splits.size()][];
        double[] sums = new double[samples.rows()];
        int[] counts = new int[samples.rows()];
        double[] row = new double[samples.columns()];
        for (int i = 0; i < bySplit.length; i++) {
            int[] test = splits.get(i).test();
            bySplit[i] = new double[samples.rows()];
            Arrays.fill(bySplit[i], Double.NaN);
            try (Model model = fit(learner, samples, splits.get(i).train(), seed, i)) {
                for (int sample : test) {
                    samples.copyRow(sample, row);
                    double answer = model.predict(row);
                    bySplit[i][sample] = answer;
                    sums[sample] += answer;
                    counts[sample]++;
                }
            }
            done.accept(i + 1);
        }
        int[] tested =
                IntStream.range(0, counts.length).filter(sample -> counts[sample] > 0).toArray();
        double[] mean = new double[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = counts[i] > 0 ? sums[i] / counts[i] : Double.NaN;
        }
        return new HeldOut(bySplit, mean, tested);
    }

    private static Model fit(Learner learner, Samples samples, int[] train, long seed, int split) {
        try {
            return learner.fit(samples.choose(train), seed);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "split " + (split + 1) + " cannot be trained on: " + e.getMessage(), e);
        }
    }

    /** The samples that were tested, increasing. */
    public int[] tested() {
        return tested.clone();
    }

    /** What was said about a sample; not a number if it was not tested. */
    public double of(int sample) {
        return mean[sample];
    }

    /** What was said about a sample in one split; not a number if that did not test it. */
    public double of(int split, int sample) {
        return bySplit[split][sample];
    }

    /** What was said about these samples. */
    public double[] of(int[] samples) {
        return Arrays.stream(samples).mapToDouble(sample -> mean[sample]).toArray();
    }
}
