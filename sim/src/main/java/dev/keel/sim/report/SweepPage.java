package dev.keel.sim.report;

import dev.keel.sim.grid.Axis;
import dev.keel.sim.sweep.Confirmation;
import dev.keel.sim.sweep.HeatMap;
import dev.keel.sim.sweep.SweepResult;
import dev.keel.sim.sweep.SweepTrust;
import dev.keel.sim.sweep.Trial;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A sweep as one page of HTML: it needs no network, runs no script and fits a phone. */
final class SweepPage {
    private static final int BEST = 50;

    /** From this rank on a cell is so dark that its text must be light, and the other way round. */
    private static final double STRONG = 0.6;

    private final SweepResult result;
    private final SweepTrust trust;
    private final String dataName;
    private final StringBuilder html = new StringBuilder(64 * 1024);

    private SweepPage(SweepResult result, SweepTrust trust, String dataName) {
        this.result = result;
        this.trust = trust;
        this.dataName = dataName;
    }

    /**
     * Writes the page.
     *
     * @param css the style sheet, trusted
     * @param dataName the name of the data, such as a file's; from outside
     */
    static String of(SweepResult result, SweepTrust trust, String dataName, String css) {
        return new SweepPage(result, trust, dataName).page(css);
    }

    private String page(String css) {
        String title =
                "Sweep of "
                        + result.request().base().strategy().definition().name()
                        + " on "
                        + dataName;
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.append("<meta http-equiv=\"Content-Security-Policy\"");
        html.append(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        html.append("<title>").append(Html.escape(title)).append(" - Keel sweep</title>\n");
        html.append("<style>\n").append(css).append("</style>\n</head>\n<body>\n<header>\n<h1>");
        html.append(Html.escape(title)).append("</h1>\n<p class=\"verdict\">");
        html.append(Html.escape(SweepVerdict.of(result))).append("</p>\n<p>");
        html.append(Html.escape(SweepVerdict.trust(trust))).append("</p>\n</header>\n<main>\n");
        HeatMap.of(result).ifPresent(this::heatMap);
        best();
        html.append(
                "</main>\n<footer>\n<p>Made by Keel. The best of many trials looks better than it");
        html.append(" is; docs/research.md says how to judge it. Simulations of the past promise");
        html.append(" nothing.</p>\n</footer>\n");
        return html.append("</body>\n</html>\n").toString();
    }

    private void heatMap(HeatMap map) {
        html.append("<section class=\"card\">\n<h2 id=\"map\">");
        html.append(Html.escape(result.request().objective().metric().label()));
        html.append(" by ").append(Html.escape(map.rows().name())).append(" and ");
        html.append(Html.escape(map.columns().name())).append("</h2>\n");
        html.append("<p class=\"soft\">The stronger the colour, the better the rank among all");
        html.append(" cells; a broad strong region is worth more than a single cell.");
        html.append(SweepVerdict.isPercentage(result) ? " In per cent." : "").append("</p>\n");
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\"");
        html.append(
                " aria-labelledby=\"map\">\n<table class=\"heat\">\n<thead><tr><th scope=\"col\">");
        html.append(Html.escape(map.rows().name() + " \u2193 " + map.columns().name() + " \u2192"));
        html.append("</th>");
        for (var value : map.columns().values()) {
            html.append("<th scope=\"col\">").append(value.toPlainString()).append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (int row = 0; row < map.rows().values().size(); row++) {
            html.append("<tr><th scope=\"row\">");
            html.append(map.rows().values().get(row).toPlainString()).append("</th>");
            for (int column = 0; column < map.columns().values().size(); column++) {
                cell(map.value(row, column), map.rank(row, column));
            }
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n</div>\n</section>\n");
    }

    private void cell(OptionalDouble value, OptionalDouble rank) {
        if (value.isEmpty() || rank.isEmpty()) {
            html.append("<td>-</td>");
            return;
        }
        html.append(
                String.format(
                        Locale.ROOT,
                        "<td%s style=\"--rank:%.0f%%\">%s</td>",
                        rank.getAsDouble() >= STRONG ? " class=\"strong\"" : "",
                        100 * rank.getAsDouble(),
                        SweepVerdict.shortValue(result, value.getAsDouble())));
    }

    private void best() {
        List<Trial> best = result.trials().stream().limit(BEST).toList();
        Map<Integer, Confirmation> confirmed = new TreeMap<>();
        result.confirmations().forEach(pair -> confirmed.put(pair.full().index(), pair));
        html.append("<section class=\"card\">\n<h2 id=\"best\">The best ").append(best.size());
        html.append(" of ").append(result.trials().size()).append("</h2>\n");
        html.append("<div class=\"scroll tall\" tabindex=\"0\" role=\"region\"");
        html.append(" aria-labelledby=\"best\">\n<table>\n<thead><tr><th scope=\"col\">#</th>");
        for (Axis axis : result.request().grid().axes()) {
            html.append("<th scope=\"col\">").append(Html.escape(axis.name())).append("</th>");
        }
        html.append("<th scope=\"col\">")
                .append(Html.escape(result.request().objective().metric().label()))
                .append("</th><th scope=\"col\">Final equity</th><th scope=\"col\">Fills</th>");
        html.append("<th scope=\"col\">Through the pipeline</th></tr></thead>\n<tbody>\n");
        int rank = 1;
        for (Trial trial : best) {
            html.append("<tr><td>").append(rank++).append("</td>");
            trial.parameters()
                    .values()
                    .forEach(value ->
                            html.append("<td>").append(Html.escape(value)).append("</td>"));
            html.append("<td>").append(Html.escape(SweepVerdict.value(result, trial.objective())));
            html.append("</td><td>").append(SweepVerdict.money(trial.finalEquity()));
            html.append("</td><td>").append(trial.fills()).append("</td><td>");
            html.append(Html.escape(SweepVerdict.pipeline(trial, confirmed.get(trial.index()))));
            html.append("</td></tr>\n");
        }
        html.append("</tbody>\n</table>\n</div>\n</section>\n");
    }
}
