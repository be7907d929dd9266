package dev.keel.signals.learn.score;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How sure one may be that a mean is above zero when neighbours resemble each other: the mean of
 * resamples made of blocks of neighbours, drawn with replacement from the circle of all.
 *
 * <p>Fed with the differences of two models' losses on the same labels it compares the two fairly:
 * what is hard for both cancels.
 *
 * <p>Reference: D. Politis and J. Romano, "A circular block-resampling procedure for stationary
 * data", 1992.
 */
public final class BlockBootstrap {
    private BlockBootstrap() {}

    /**
     * Resamples a mean.
     *
     * @param values in the order of time
     * @param blockLength of neighbours that stay together, at least 1
     * @param resamples at least 100
     */
    public static Interval mean(double[] values, int blockLength, int resamples, long seed) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values must not be empty");
        }
        if (blockLength < 1) {
            throw new IllegalArgumentException(
                    "blockLength must be at least 1, was " + blockLength);
        }
        if (resamples < 100) {
            throw new IllegalArgumentException("resamples must be at least 100, was " + resamples);
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            means[i] = resampledMean(values, Math.min(blockLength, values.length), random);
        }
        Arrays.sort(means);
        return new Interval(
                Arrays.stream(values).average().orElseThrow(),
                means[(int) (resamples * 0.025)],
                means[Math.min(resamples - 1, (int) (resamples * 0.975))],
                share(means));
    }

    private static double resampledMean(double[] values, int block, SplittableRandom random) {
        double sum = 0;
        int drawn = 0;
        while (drawn < values.length) {
            int at = random.nextInt(values.length);
            for (int i = 0; i < block && drawn < values.length; i++) {
                sum += values[at];
                at = at + 1 == values.length ? 0 : at + 1;
                drawn++;
            }
        }
        return sum / values.length;
    }

    private static double share(double[] means) {
        return (double) Arrays.stream(means).filter(mean -> mean > 0).count() / means.length;
    }

    /**
     * A mean and how sure it is.
     *
     * @param low the 2.5 % quantile of the resamples
     * @param high the 97.5 % quantile
     * @param aboveZero the share of resamples above zero
     */
    public record Interval(double mean, double low, double high, double aboveZero) {}
}
