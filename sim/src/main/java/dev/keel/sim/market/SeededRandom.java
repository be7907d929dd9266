package dev.keel.sim.market;

/**
 * Random numbers that a seed determines on every machine and in every release of Java: SplitMix64,
 * written out because {@link java.util.SplittableRandom} does not promise to keep its algorithm.
 *
 * <p>Reference: Guy L. Steele Jr., Doug Lea, Christine H. Flood, "Fast splittable pseudorandom
 * number generators", OOPSLA 2014, https://doi.org/10.1145/2660193.2660195
 */
public final class SeededRandom {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;
    private double spareNormal;
    private boolean hasSpare;

    public SeededRandom(long seed) {
        this.state = seed;
    }

    /** Uniform over all longs. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /** Uniform in [0, 1), a multiple of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** Uniform from 0 to below {@code bound}; the bias is below {@code bound} / 2^53. */
    public int nextInt(int bound) {
        return (int) (nextDouble() * bound);
    }

    /**
     * Normally distributed with mean 0 and variance 1.
     *
     * <p>Reference: George Marsaglia, Thomas A. Bray, "A convenient method for generating normal
     * variables", SIAM Review 6 (1964), p. 260 (the polar method).
     */
    public double nextNormal() {
        if (hasSpare) {
            hasSpare = false;
            return spareNormal;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * nextDouble() - 1;
            y = 2 * nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
        spareNormal = y * factor;
        hasSpare = true;
        return x * factor;
    }
}
