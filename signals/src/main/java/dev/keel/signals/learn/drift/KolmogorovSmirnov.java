package dev.keel.signals.learn.drift;

import java.util.Arrays;

/**
 * The largest distance of two samples' distributions.
 *
 * <pre>
 * D = max over x of |share of the first at most x - share of the second at most x|
 * </pre>
 *
 * <p>Reference: N. Smirnov, "Table for estimating the goodness of fit of empirical distributions",
 * Annals of Mathematical Statistics 19, 1948.
 */
public final class KolmogorovSmirnov {
    private KolmogorovSmirnov() {}

    /** The statistic, 0 for the same distribution to 1 for ones that do not meet. */
    public static double statistic(double[] first, double[] second) {
        if (first.length == 0 || second.length == 0) {
            throw new IllegalArgumentException("samples must not be empty");
        }
        double[] a = first.clone();
        double[] b = second.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        int i = 0;
        int j = 0;
        double largest = 0;
        while (i < a.length && j < b.length) {
            double x = Math.min(a[i], b[j]);
            while (i < a.length && a[i] == x) {
                i++;
            }
            while (j < b.length && b[j] == x) {
                j++;
            }
            largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return largest;
    }
}
