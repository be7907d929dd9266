package dev.keel.signals.learn.drift;

import java.util.Arrays;

/**
 * How far the shares of bins have moved.
 *
 * <pre>
 * PSI = sum of (actual - expected) ln(actual / expected), shares at least 1e-4
 * </pre>
 *
 * <p>From {@value #WATCH} on it is watched, from {@value #ACT} on acted upon.
 *
 * <p>Reference: N. Siddiqi, "Credit Risk Scorecards", 2006; the bounds are the trade's custom.
 */
public final class PopulationStability {
    public static final int BINS = 10;
    public static final double WATCH = 0.1;
    public static final double ACT = 0.25;

    private static final double LEAST_SHARE = 1e-4;

    private PopulationStability() {}

    /** The index of two distributions over the same bins. */
    public static double index(double[] expected, double[] actual) {
        if (expected.length != actual.length) {
            throw new IllegalArgumentException(
                    "bins must be as many, were " + expected.length + " and " + actual.length);
        }
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            double e = Math.max(LEAST_SHARE, expected[i]);
            double a = Math.max(LEAST_SHARE, actual[i]);
            sum += (a - e) * StrictMath.log(a / e);
        }
        return sum;
    }

    public static DriftLevel level(double index) {
        if (index >= ACT) {
            return DriftLevel.ACT;
        }
        return index >= WATCH ? DriftLevel.WATCH : DriftLevel.NONE;
    }

    /**
     * The upper bounds of the first nine of ten bins that hold equally many of these numbers; equal
     * bounds where many numbers are equal.
     */
    public static double[] edges(double[] values) {
        if (values.length < BINS) {
            throw new IllegalArgumentException(
                    "values must be at least " + BINS + ", were " + values.length);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] edges = new double[BINS - 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = sorted[Math.toIntExact((long) sorted.length * (i + 1) / BINS) - 1];
        }
        return edges;
    }

    /** The bin of a number: the first whose upper bound is not below it. */
    public static int bin(double[] edges, double value) {
        int bin = 0;
        while (bin < edges.length && value > edges[bin]) {
            bin++;
        }
        return bin;
    }

    /** The share of the numbers in each bin. */
    public static double[] shares(double[] edges, double[] values) {
        double[] shares = new double[edges.length + 1];
        for (double value : values) {
            shares[bin(edges, value)] += 1.0 / values.length;
        }
        return shares;
    }
}
