package dev.keel.sim.report;

import dev.keel.core.statistics.Sample;
import java.util.Arrays;
import java.util.Locale;

/**
 * How values are spread, as bars: the middle 98 % in even bins with an edge at 0, what lies beyond
 * in the outermost bins.
 */
final class Histogram {
    private static final int BINS = 30;
    private static final double TAIL = 0.01;

    private final double width;
    private final int lowest;
    private final int[] counts;
    private final double[] values;

    /**
     * @param values at least one
     */
    Histogram(double[] values) {
        this.values = values.clone();
        Sample sample = Sample.of(values);
        double low = Math.min(0, sample.quantile(TAIL));
        double high = Math.max(0, sample.quantile(1 - TAIL));
        this.width = high > low ? (high - low) / BINS : 1;
        this.lowest = (int) Math.floor(low / width);
        this.counts = new int[(int) Math.floor(high / width) - lowest + 1];
        for (double value : values) {
            counts[Math.clamp((long) Math.floor(value / width) - lowest, 0, counts.length - 1)]++;
        }
    }

    /** Writes the bars, losses and gains apart, and what they show in words. */
    String toHtml() {
        int most = Arrays.stream(counts).max().orElse(1);
        StringBuilder html = new StringBuilder();
        html.append("<div class=\"bars\" role=\"img\" aria-label=\"")
                .append(Html.escape(description()))
                .append("\">\n");
        for (int i = 0; i < counts.length; i++) {
            int bin = lowest + i;
            html.append(
                    String.format(
                            Locale.ROOT,
                            "<span class=\"%s\" style=\"height:%.2f%%\" title=\"%s to %s: %d\"></span>",
                            bin < 0 ? "fell" : "rose",
                            100.0 * counts[i] / most,
                            Figures.percent(bin * width),
                            Figures.percent((bin + 1) * width),
                            counts[i]));
        }
        html.append("\n</div>\n<div class=\"bars-axis\"><span>");
        html.append(Figures.percent(lowest * width)).append(" or less</span><span>");
        html.append(Figures.percent((lowest + counts.length) * width)).append(" or more");
        return html.append("</span></div>\n").toString();
    }

    private String description() {
        Sample sample = Sample.of(values);
        return String.format(
                Locale.ROOT,
                "Half of the values lie between %s and %s, the median is %s.",
                Figures.percent(sample.quantile(0.25)),
                Figures.percent(sample.quantile(0.75)),
                Figures.percent(sample.median()));
    }
}
