package dev.keel.sim.report;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * A chart as a piece of a page: lines in an SVG that stretches to the page's width, and labels
 * beside it as text that keeps its size.
 */
final class Chart {
    private static final int LABELS_ON_A_PHONE = 4;

    private final TimeAxis time;
    private final ValueAxis values;
    private final DoubleFunction<String> label;
    private final StringBuilder lines = new StringBuilder();

    /**
     * @param label writes a value of the axis
     */
    Chart(TimeAxis time, ValueAxis values, DoubleFunction<String> label) {
        this.time = time;
        this.values = values;
        this.label = label;
    }

    /** Adds a line; later ones lie above. */
    void addLine(String cssClass, String path) {
        lines.append("<path class=\"")
                .append(cssClass)
                .append("\" d=\"")
                .append(path)
                .append("\"/>\n");
    }

    /**
     * Writes the chart.
     *
     * @param id unique in the page
     * @param title what is drawn, in a few words
     * @param description what can be seen, for those who cannot see it
     */
    String toHtml(String id, String cssClass, String title, String description) {
        StringBuilder html = new StringBuilder(lines.length() + 4_096);
        html.append("<div class=\"chart ").append(cssClass).append("\">\n");
        html.append(
                String.format(
                        Locale.ROOT,
                        "<svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" role=\"img\""
                                + " aria-labelledby=\"%s-title %s-text\">\n",
                        PlotLine.WIDTH,
                        PlotLine.HEIGHT,
                        id,
                        id));
        html.append("<title id=\"").append(id).append("-title\">").append(Html.escape(title));
        html.append("</title>\n<desc id=\"").append(id).append("-text\">");
        html.append(Html.escape(description)).append("</desc>\n");
        appendGrid(html);
        html.append(lines).append("</svg>\n");
        appendLabels(html);
        return html.append("</div>\n").toString();
    }

    private void appendGrid(StringBuilder html) {
        html.append("<path class=\"grid\" d=\"");
        for (double mark : values.marks()) {
            html.append("M0 ")
                    .append(Math.round((1 - values.place(mark)) * PlotLine.HEIGHT))
                    .append('H')
                    .append(PlotLine.WIDTH);
        }
        for (TimeAxis.Mark mark : time.marks()) {
            html.append('M')
                    .append(Math.round(mark.place() * PlotLine.WIDTH))
                    .append(" 0V")
                    .append(PlotLine.HEIGHT);
        }
        html.append("\"/>\n");
    }

    private void appendLabels(StringBuilder html) {
        for (double mark : values.marks()) {
            html.append(
                    String.format(
                            Locale.ROOT,
                            "<span class=\"y\" style=\"bottom:%.2f%%\">%s</span>\n",
                            values.place(mark) * 100,
                            Html.escape(label.apply(mark))));
        }
        List<TimeAxis.Mark> marks = time.marks();
        int step = (marks.size() + LABELS_ON_A_PHONE - 1) / LABELS_ON_A_PHONE;
        for (int i = 0; i < marks.size(); i++) {
            html.append(
                    String.format(
                            Locale.ROOT,
                            "<span class=\"x%s\" style=\"left:%.2f%%\">%s</span>\n",
                            i % step == 0 ? "" : " minor",
                            marks.get(i).place() * 100,
                            Html.escape(marks.get(i).label())));
        }
    }
}
