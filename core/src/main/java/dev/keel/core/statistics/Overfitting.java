package dev.keel.core.statistics;

/**
 * How often the best of several configurations turns out below the middle of them where it was not
 * chosen: the probability of backtest overfitting (PBO), by combinatorially symmetric
 * cross-validation.
 *
 * <p>Time is cut into S blocks. Each way to call half of them the sample and the other half the
 * test gives one combination: the configuration with the best Sharpe ratio in the sample has some
 * rank among the N in the test, {@code w = rank / (N + 1)} with 1 the worst. The logit {@code ln(w
 * / (1 - w))} is 0 or below if it did no better than the middle.
 *
 * <p>Reference: D. H. Bailey, J. M. Borwein, M. Lopez de Prado, Q. J. Zhu, "The Probability of
 * Backtest Overfitting", Journal of Computational Finance 20(4) (2017).
 *
 * @param probability the share of combinations whose logit is 0 or below
 * @param combinations how many there were
 * @param medianLogit the middle logit; above 0 if choosing in the sample helped
 * @param probabilityOfLoss the share of combinations where the chosen configuration had a Sharpe
 *     ratio below 0 in the test
 * @param inSample mean Sharpe ratio per observation of the chosen configuration in the sample
 * @param outOfSample the same in the test
 */
public record Overfitting(
        double probability,
        int combinations,
        double medianLogit,
        double probabilityOfLoss,
        double inSample,
        double outOfSample) {
    /** The number of blocks that the reference uses: 12,870 combinations. */
    public static final int USUAL_BLOCKS = 16;

    private static final int MOST_BLOCKS = 20;

    /**
     * Measures configurations.
     *
     * @param returns by configuration, then by time, oldest first; at least 2 configurations, all
     *     over the same time
     * @param blocks S, even, 2 to 20, with at least 2 observations each
     */
    public static Overfitting of(double[][] returns, int blocks) {
        if (returns.length < 2) {
            throw new IllegalArgumentException(
                    "returns must be of at least 2 configurations, were of " + returns.length);
        }
        if (blocks < 2 || blocks > MOST_BLOCKS || blocks % 2 != 0) {
            throw new IllegalArgumentException(
                    "blocks must be even, 2 to " + MOST_BLOCKS + ", was " + blocks);
        }
        int length = returns[0].length;
        if (length < 2 * blocks) {
            throw new IllegalArgumentException(
                    "returns must be at least " + 2 * blocks + " for each, were " + length);
        }
        for (double[] one : returns) {
            if (one.length != length) {
                throw new IllegalArgumentException(
                        "returns must all be of one length, were " + length + " and " + one.length);
            }
        }
        return new Combinations(returns, blocks).measure();
    }

    /** All ways to call half of the blocks the sample. */
    private static final class Combinations {
        private final int blocks;
        private final int configurations;
        private final int[] sizes;

        /** By block, then by configuration. */
        private final double[][] sums;

        private final double[][] squares;

        Combinations(double[][] returns, int blocks) {
            this.blocks = blocks;
            this.configurations = returns.length;
            this.sizes = new int[blocks];
            this.sums = new double[blocks][configurations];
            this.squares = new double[blocks][configurations];
            for (int c = 0; c < configurations; c++) {
                add(c, returns[c]);
            }
        }

        private void add(int configuration, double[] returns) {
            for (int block = 0; block < blocks; block++) {
                int from = (int) ((long) returns.length * block / blocks);
                int to = (int) ((long) returns.length * (block + 1) / blocks);
                sizes[block] = to - from;
                for (int i = from; i < to; i++) {
                    if (!Double.isFinite(returns[i])) {
                        throw new IllegalArgumentException(
                                "returns must be finite, one was " + returns[i]);
                    }
                    sums[block][configuration] += returns[i];
                    squares[block][configuration] += returns[i] * returns[i];
                }
            }
        }

        Overfitting measure() {
            int all = 1 << blocks;
            double[] logits = new double[combinations()];
            int count = 0;
            int notAbove = 0;
            int lost = 0;
            double inSample = 0;
            double outOfSample = 0;
            for (int mask = (1 << (blocks / 2)) - 1; mask < all; mask = nextOfSameBits(mask)) {
                double[] in = sharpes(mask);
                double[] out = sharpes((all - 1) & ~mask);
                int best = best(in);
                double share = rank(out, best) / (configurations + 1);
                double logit = StrictMath.log(share / (1 - share));
                logits[count++] = logit;
                notAbove += logit <= 0 ? 1 : 0;
                lost += out[best] < 0 ? 1 : 0;
                inSample += in[best];
                outOfSample += out[best];
            }
            return new Overfitting(
                    (double) notAbove / count,
                    count,
                    Sample.of(logits).median(),
                    (double) lost / count,
                    inSample / count,
                    outOfSample / count);
        }

        private int combinations() {
            long count = 1;
            for (int i = 1; i <= blocks / 2; i++) {
                count = count * (blocks / 2 + i) / i;
            }
            return Math.toIntExact(count);
        }

        /** One that never trades has a ratio of 0. */
        private double[] sharpes(int mask) {
            double[] sum = new double[configurations];
            double[] square = new double[configurations];
            int n = 0;
            for (int block = 0; block < blocks; block++) {
                if ((mask & (1 << block)) != 0) {
                    n += sizes[block];
                    for (int c = 0; c < configurations; c++) {
                        sum[c] += sums[block][c];
                        square[c] += squares[block][c];
                    }
                }
            }
            double[] ratios = new double[configurations];
            for (int c = 0; c < configurations; c++) {
                double mean = sum[c] / n;
                double variance = (square[c] - mean * sum[c]) / (n - 1);
                ratios[c] = variance > square[c] * 1e-14 ? mean / Math.sqrt(variance) : 0;
            }
            return ratios;
        }

        private static int best(double[] ratios) {
            int best = 0;
            for (int c = 1; c < ratios.length; c++) {
                if (ratios[c] > ratios[best]) {
                    best = c;
                }
            }
            return best;
        }

        /** From 1, the worst, to N; equal ones share the mean of their ranks. */
        private static double rank(double[] ratios, int one) {
            int below = 0;
            int equal = 0;
            for (double ratio : ratios) {
                below += ratio < ratios[one] ? 1 : 0;
                equal += ratio == ratios[one] ? 1 : 0;
            }
            return below + (equal + 1) / 2.0;
        }

        /**
         * The next greater number with as many bits set.
         *
         * <p>Reference: M. Beeler, R. W. Gosper, R. Schroeppel, "HAKMEM", MIT AI Memo 239 (1972),
         * item 175.
         */
        private static int nextOfSameBits(int mask) {
            int lowest = mask & -mask;
            int carried = mask + lowest;
            return carried | (((mask ^ carried) >>> 2) / lowest);
        }
    }
}
