package dev.keel.core.statistics;

import java.util.Arrays;

/**
 * Values in order, at least one, all finite: what quantiles and shares are read from. Immutable.
 */
public final class Sample {
    private final double[] sorted;

    private Sample(double[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Sorts a copy of the values.
     *
     * @throws IllegalArgumentException if there are none or one is not finite
     */
    public static Sample of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values must not be empty");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        if (!Double.isFinite(sorted[0]) || !Double.isFinite(sorted[sorted.length - 1])) {
            throw new IllegalArgumentException("values must be finite");
        }
        return new Sample(sorted);
    }

    public int size() {
        return sorted.length;
    }

    public double min() {
        return sorted[0];
    }

    public double max() {
        return sorted[sorted.length - 1];
    }

    public double mean() {
        return Arrays.stream(sorted).average().orElseThrow();
    }

    public double median() {
        return quantile(0.5);
    }

    /**
     * The value below which a share of the sample lies, interpolated linearly between neighbours:
     * with h = (n - 1) p the value at position h counted from 0.
     *
     * <p>Reference: R. J. Hyndman, Y. Fan, "Sample Quantiles in Statistical Packages", American
     * Statistician 50(4) (1996), definition 7.
     *
     * @param share p, 0 to 1
     */
    public double quantile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be 0 to 1, was " + share);
        }
        double position = (sorted.length - 1) * share;
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** The share of values at or below {@code x}, 0 to 1. */
    public double shareAtMost(double x) {
        return (double) countBelow(Math.nextUp(x)) / sorted.length;
    }

    /** The share of values below {@code x}, 0 to 1. */
    public double shareBelow(double x) {
        return (double) countBelow(x) / sorted.length;
    }

    /**
     * Where {@code x} stands: the share below it and half the share equal to it, 0 to 1.
     *
     * <p>Reference: R. J. Larsen, M. L. Marx, "An Introduction to Mathematical Statistics" (1986),
     * mid-ranks for ties.
     */
    public double rank(double x) {
        return (shareBelow(x) + shareAtMost(x)) / 2;
    }

    private int countBelow(double x) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
