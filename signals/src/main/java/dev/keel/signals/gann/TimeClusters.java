package dev.keel.signals.gann;

import dev.keel.signals.expert.ReversalRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where many dates meet: the sum of the bell curves around them, and its highest tops.
 *
 * <pre>
 * h(t) = sum g_j exp(-(t - t_j)² / (2 sigma_j²))
 * </pre>
 *
 * <p>That is the window weight of {@link ReversalRule} before it is clipped to 1.
 */
public final class TimeClusters {
    private TimeClusters() {}

    /** h at a moment. */
    public static double score(List<Date> dates, double at) {
        double sum = 0;
        for (Date date : dates) {
            double distance = (at - date.at()) / date.sigma();
            sum += date.weight() * Math.exp(-distance * distance / 2);
        }
        return sum;
    }

    /**
     * The highest tops of h at whole bars, the highest first, the earlier first among equals.
     *
     * @param from the first bar that counts
     * @param to the last bar that counts
     * @param count how many at most
     */
    public static List<Cluster> top(List<Date> dates, long from, long to, int count) {
        List<Cluster> tops = new ArrayList<>();
        double before = score(dates, (double) from - 1);
        double here = score(dates, (double) from);
        for (long bar = from; bar <= to; bar++) {
            double after = score(dates, (double) bar + 1);
            if (here > before && here >= after && here > 0) {
                tops.add(new Cluster(bar, here));
            }
            before = here;
            here = after;
        }
        return tops.stream()
                .sorted(
                        Comparator.comparingDouble(Cluster::score)
                                .reversed()
                                .thenComparingLong(Cluster::bar))
                .limit(count)
                .toList();
    }

    /**
     * A date.
     *
     * @param at in bars
     * @param span how many bars were counted to find it
     * @param weight above 0
     */
    public record Date(double at, double span, double weight) {
        double sigma() {
            return ReversalRule.sigmaBars(span);
        }
    }

    /** A top of h. */
    public record Cluster(long bar, double score) {}
}
