package dev.keel.core.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How else a sample in time could have come out, drawn from the sample itself in blocks, so that
 * what hangs together within a block stays together.
 *
 * <p>Positions are drawn around the end (the last is followed by the first), so that none is drawn
 * less often than the others. The same source of chance in the same state gives the same draws.
 */
public sealed interface Bootstrap {
    /**
     * Blocks of random length, geometric with this mean: what is drawn is stationary if the sample
     * is. A mean of 1 draws every value for itself.
     *
     * <p>Reference: D. N. Politis, J. P. Romano, "The Stationary Bootstrap", Journal of the
     * American Statistical Association 89(428) (1994).
     *
     * @param meanBlock at least 1
     */
    record Stationary(double meanBlock) implements Bootstrap {
        public Stationary {
            if (!(meanBlock >= 1) || !Double.isFinite(meanBlock)) {
                throw new IllegalArgumentException(
                        "meanBlock must be at least 1, was " + meanBlock);
            }
        }

        @Override
        public void draw(int count, int[] positions, SplittableRandom random) {
            requireCount(count);
            double ending = 1 / meanBlock;
            int at = 0;
            for (int i = 0; i < positions.length; i++) {
                boolean starts = i == 0 || random.nextDouble() < ending;
                at = starts ? random.nextInt(count) : (at + 1) % count;
                positions[i] = at;
            }
        }
    }

    /**
     * Blocks of one length.
     *
     * <p>Reference: D. N. Politis, J. P. Romano, "A Circular Block-Resampling Procedure for
     * Stationary Data", in "Exploring the Limits of Bootstrap" (1992).
     *
     * @param block at least 1
     */
    record Blocks(int block) implements Bootstrap {
        public Blocks {
            if (block < 1) {
                throw new IllegalArgumentException("block must be at least 1, was " + block);
            }
        }

        @Override
        public void draw(int count, int[] positions, SplittableRandom random) {
            requireCount(count);
            int at = 0;
            for (int i = 0; i < positions.length; i++) {
                at = i % block == 0 ? random.nextInt(count) : (at + 1) % count;
                positions[i] = at;
            }
        }
    }

    /**
     * Draws positions of a sample.
     *
     * @param count the size of the sample, at least 1
     * @param positions is filled with positions from 0 to below {@code count}
     */
    void draw(int count, int[] positions, SplittableRandom random);

    /**
     * The stationary bootstrap with blocks of {@code n^(1/3)} values on average, at least 1: the
     * rate at which blocks must grow; what stands before it hangs on the sample and is taken as 1.
     */
    static Bootstrap ofSize(int count) {
        return new Stationary(Math.max(1, Math.cbrt(count)));
    }

    /**
     * The range of a statistic between percentiles of what it is on samples that are drawn.
     *
     * <p>Reference: B. Efron, R. J. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter
     * 13, percentile interval.
     *
     * @param values oldest first
     * @param statistic finite on most draws; where it is not, the draw is left out. It must not
     *     keep or change the array
     * @param resamples how many samples are drawn, at least 10
     * @param level such as 0.95
     * @throws IllegalArgumentException if the statistic is not finite on the values, or on fewer
     *     than half of the draws
     */
    default Interval interval(
            double[] values,
            ToDoubleFunction<double[]> statistic,
            int resamples,
            double level,
            SplittableRandom random) {
        double estimate = statistic.applyAsDouble(values.clone());
        if (!Double.isFinite(estimate)) {
            throw new IllegalArgumentException("statistic must be finite, was " + estimate);
        }
        Sample sample = distribution(values, statistic, resamples, random);
        return new Interval(
                sample.quantile((1 - level) / 2),
                estimate,
                sample.quantile((1 + level) / 2),
                level);
    }

    /** A statistic on samples that are drawn; as {@link #interval}. */
    default Sample distribution(
            double[] values,
            ToDoubleFunction<double[]> statistic,
            int resamples,
            SplittableRandom random) {
        if (resamples < 10) {
            throw new IllegalArgumentException("resamples must be at least 10, was " + resamples);
        }
        int[] positions = new int[values.length];
        double[] drawn = new double[values.length];
        double[] results = new double[resamples];
        int known = 0;
        for (int i = 0; i < resamples; i++) {
            draw(values.length, positions, random);
            for (int j = 0; j < drawn.length; j++) {
                drawn[j] = values[positions[j]];
            }
            double result = statistic.applyAsDouble(drawn);
            if (Double.isFinite(result)) {
                results[known++] = result;
            }
        }
        if (known * 2 < resamples) {
            throw new IllegalArgumentException(
                    "statistic must be finite on half of the draws, was on "
                            + known
                            + " of "
                            + resamples);
        }
        return Sample.of(Arrays.copyOf(results, known));
    }

    private static void requireCount(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, was " + count);
        }
    }
}
