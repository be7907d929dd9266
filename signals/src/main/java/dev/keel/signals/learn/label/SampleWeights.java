package dev.keel.signals.learn.label;

import java.util.Arrays;
import java.util.List;

/**
 * How much each label counts, since labels that overlap tell partly the same.
 *
 * <pre>
 * concurrency c(t) = labels whose span covers bar t
 * uniqueness  u(i) = mean of 1 / c(t) over the span of i
 * attribution a(i) = |sum of r(t) / c(t) over the span of i|, r = log return
 * N_eff            = sum of u
 * </pre>
 *
 * <p>Reference: Marcos Lopez de Prado, "Advances in Financial Machine Learning", 2018, chapter 4.
 */
public final class SampleWeights {
    private SampleWeights() {}

    /** How many spans cover each bar. */
    public static int[] concurrency(List<Span> spans, int bars) {
        int[] change = new int[bars + 1];
        for (Span span : spans) {
            change[span.start()]++;
            change[span.end() + 1]--;
        }
        int[] counts = new int[bars];
        int covering = 0;
        for (int i = 0; i < bars; i++) {
            covering += change[i];
            counts[i] = covering;
        }
        return counts;
    }

    /** The uniqueness of each label, above 0 and at most 1. */
    public static double[] uniqueness(List<Span> spans, int bars) {
        double[] sums = runningShares(concurrency(spans, bars), ones(bars));
        double[] unique = new double[spans.size()];
        for (int i = 0; i < unique.length; i++) {
            Span span = spans.get(i);
            unique[i] =
                    (sums[span.end() + 1] - sums[span.start()]) / (span.end() - span.start() + 1);
        }
        return unique;
    }

    /** How many labels that told nothing twice these would be worth. */
    public static double effectiveSize(double[] uniqueness) {
        double sum = 0;
        for (double value : uniqueness) {
            sum += value;
        }
        return sum;
    }

    /**
     * The return that each label may call its own. The return of the opening bar is not part of it:
     * the trade opens at that bar's close.
     */
    public static double[] attribution(List<Span> spans, double[] logReturns) {
        double[] sums = runningShares(concurrency(spans, logReturns.length), logReturns);
        double[] weights = new double[spans.size()];
        for (int i = 0; i < weights.length; i++) {
            Span span = spans.get(i);
            weights[i] = Math.abs(sums[span.end() + 1] - sums[span.start() + 1]);
        }
        return weights;
    }

    /**
     * A factor that falls in a straight line over the labels' uniqueness from 1 for the newest to
     * {@code oldest} for the oldest.
     *
     * @param oldest within 0..1; 1 forgets nothing
     */
    public static double[] timeDecay(double[] uniqueness, double oldest) {
        if (!(oldest >= 0 && oldest <= 1)) {
            throw new IllegalArgumentException("oldest must be within 0..1, was " + oldest);
        }
        double total = effectiveSize(uniqueness);
        double[] factors = new double[uniqueness.length];
        double sum = 0;
        for (int i = 0; i < factors.length; i++) {
            sum += uniqueness[i];
            factors[i] = oldest + (1 - oldest) * sum / total;
        }
        return factors;
    }

    /**
     * The product of attribution and decay, scaled to a mean of 1. If nothing moved at all, all
     * count the same.
     */
    public static double[] combined(List<Span> spans, double[] logReturns, double oldest) {
        double[] weights = attribution(spans, logReturns);
        double[] decay = timeDecay(uniqueness(spans, logReturns.length), oldest);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= decay[i];
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = sum > 0 ? weights[i] * weights.length / sum : 1;
        }
        return weights;
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** At index i the sum over the bars before i of value / concurrency, where covered. */
    private static double[] runningShares(int[] concurrency, double[] values) {
        double[] sums = new double[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            sums[i + 1] = sums[i] + (concurrency[i] > 0 ? values[i] / concurrency[i] : 0);
        }
        return sums;
    }
}
