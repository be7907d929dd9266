package dev.keel.server.cli.research;

import dev.keel.server.cli.terminal.Paragraph;
import dev.keel.sim.grid.Axis;
import dev.keel.sim.report.SweepVerdict;
import dev.keel.sim.sweep.Confirmation;
import dev.keel.sim.sweep.HeatMap;
import dev.keel.sim.sweep.SweepResult;
import dev.keel.sim.sweep.SweepTrust;
import dev.keel.sim.sweep.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A sweep as text for people: the verdict, the best, and a map in which 9 is good and 0 is bad. */
final class SweepTable {
    private static final int WIDEST_MAP = 60;

    private SweepTable() {}

    static String of(String dataName, SweepResult result, SweepTrust trust, int top) {
        List<String> lines = new ArrayList<>();
        lines.add(
                result.request().base().strategy().definition().name()
                        + " on "
                        + dataName
                        + String.format(
                                Locale.ROOT, ", %,d bars", result.request().base().bars().size()));
        lines.add("");
        lines.addAll(Paragraph.lines(SweepVerdict.of(result), 0));
        lines.addAll(Paragraph.lines(SweepVerdict.trust(trust), 0));
        if (result.resumed() > 0) {
            lines.addAll(
                    Paragraph.lines(
                            result.resumed()
                                    + " of them were known from an earlier run; --fresh tries them"
                                    + " again.",
                            0));
        }
        if (!result.trials().isEmpty()) {
            lines.add("");
            best(result, top, lines);
            HeatMap.of(result).ifPresent(map -> map(result, map, lines));
        }
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private static void best(SweepResult result, int top, List<String> lines) {
        List<Axis> axes = result.request().grid().axes();
        Map<Integer, Confirmation> confirmed = new TreeMap<>();
        result.confirmations().forEach(pair -> confirmed.put(pair.full().index(), pair));
        StringBuilder header = new StringBuilder(String.format(Locale.ROOT, "  %4s", "rank"));
        axes.forEach(axis -> header.append(column(axis.name(), width(axis))));
        header.append(column(result.request().objective().toString(), 14));
        header.append(column("final equity", 18)).append(column("fills", 9)).append("  pipeline");
        lines.add(header.toString());
        int rank = 1;
        for (Trial trial : result.trials().stream().limit(top).toList()) {
            StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "  %4d", rank++));
            for (Axis axis : axes) {
                row.append(column(trial.parameters().getOrDefault(axis.name(), ""), width(axis)));
            }
            row.append(column(SweepVerdict.value(result, trial.objective()), 14));
            row.append(column(SweepVerdict.money(trial.finalEquity()), 18));
            row.append(column(String.format(Locale.ROOT, "%,d", trial.fills()), 9));
            row.append("  ").append(SweepVerdict.pipeline(trial, confirmed.get(trial.index())));
            lines.add(row.toString());
        }
    }

    private static void map(SweepResult result, HeatMap map, List<String> lines) {
        int columns = map.columns().values().size();
        lines.add("");
        lines.addAll(
                Paragraph.lines(
                        "Ranks by "
                                + result.request().objective()
                                + ", 9 the best tenth, 0 the worst, . unknown: "
                                + map.rows().name()
                                + " downwards, "
                                + map.columns().name()
                                + " rightwards from "
                                + map.columns().values().getFirst().toPlainString()
                                + " to "
                                + map.columns().values().getLast().toPlainString()
                                + (columns > WIDEST_MAP
                                        ? ", as far as it fits; --out draws it whole"
                                        : ""),
                        0));
        int width = width(map.rows());
        for (int row = 0; row < map.rows().values().size(); row++) {
            StringBuilder line = new StringBuilder();
            line.append(column(map.rows().values().get(row).toPlainString(), width)).append("  ");
            for (int column = 0; column < Math.min(columns, WIDEST_MAP); column++) {
                line.append(shade(map.rank(row, column)));
            }
            lines.add(line.toString());
        }
    }

    private static char shade(OptionalDouble rank) {
        return rank.isEmpty() ? '.' : (char) ('0' + Math.min(9, (int) (10 * rank.getAsDouble())));
    }

    private static int width(Axis axis) {
        int widest =
                axis.values().stream()
                        .mapToInt(value -> value.toPlainString().length())
                        .max()
                        .orElse(0);
        return Math.max(8, Math.max(widest, axis.name().length()));
    }

    private static String column(String text, int width) {
        return "  " + " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
