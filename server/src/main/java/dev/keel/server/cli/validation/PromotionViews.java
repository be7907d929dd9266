package dev.keel.server.cli.validation;

import dev.keel.sim.trial.Trial;
import dev.keel.sim.trial.TrialBook;
import dev.keel.sim.trial.TrialCount;
import dev.keel.sim.validate.promote.Gate;
import dev.keel.sim.validate.promote.PromotionReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether a strategy was promoted, and what was ever tried. */
public final class PromotionViews {
    private PromotionViews() {}

    public static String text(PromotionReport report) {
        Lines lines = new Lines();
        lines.add("Promotion report: %s on %s", report.strategy(), report.symbol());
        lines.add("  parameters %s", Lines.parameters(report.parameters()));
        lines.add("  %,d bars from %s to %s", report.bars(), report.from(), report.to());
        lines.add(
                "  %,d configurations tried on this market so far, in %,d runs",
                report.trials().trials(), report.trials().runs());
        lines.blank();
        for (Gate gate : report.gates()) {
            lines.add("  %-8s %s", word(gate), gate.title());
            lines.add("           %s; needed: %s", gate.measured(), gate.needed());
        }
        lines.blank();
        lines.add(report.promoted() ? "PROMOTED" : "NOT PROMOTED");
        report.worth().forEach(lines::say);
        return lines.toString();
    }

    public static Tree json(PromotionReport report) {
        return new Tree()
                .put("strategy", report.strategy())
                .put("parameters", report.parameters())
                .put("symbol", report.symbol())
                .put("bars", report.bars())
                .put("from", report.from())
                .put("to", report.to())
                .put("promoted", report.promoted())
                .put(
                        "trials",
                        new Tree()
                                .put("configurations", report.trials().trials())
                                .put("runs", report.trials().runs())
                                .put("varianceOfSharpePerBar", report.trials().variance()))
                .put("gates", report.gates().stream().map(PromotionViews::gate).toList())
                .put("worth", report.worth())
                .put("lookAhead", LeakViews.json(report.strategy(), report.lookAhead()))
                .put("warmUp", LeakViews.json(report.strategy(), report.warmUp()))
                .put(
                        "walkForward",
                        ForwardViews.json(
                                report.strategy(), report.walkForward(), report.trials()));
    }

    /** What a book holds, by strategy and instrument. */
    public static String trials(Path file, TrialBook.Contents contents) {
        Lines lines = new Lines();
        lines.add("Trials in %s", file);
        if (contents.trials().isEmpty()) {
            return lines.blank().say("None yet: every backtest is written here.").toString();
        }
        lines.blank();
        lines.add(
                "  %-40s %-18s %14s %8s %16s",
                "instrument", "strategy", "configurations", "runs", "best Sharpe/bar");
        groups(contents)
                .forEach((name, trials) -> {
                    Trial first = trials.getFirst();
                    TrialCount count = count(contents, first);
                    lines.add(
                            "  %-40s %-18s %,14d %,8d %16.5f",
                            first.symbol(),
                            first.strategy(),
                            count.trials(),
                            count.runs(),
                            best(trials));
                });
        warn(contents, lines);
        return lines.toString();
    }

    public static Tree trialsJson(Path file, TrialBook.Contents contents) {
        List<Tree> trials =
                contents.trials().stream()
                        .map(trial ->
                                new Tree()
                                        .put("time", trial.time())
                                        .put("purpose", trial.purpose())
                                        .put("strategy", trial.strategy())
                                        .put("symbol", trial.symbol())
                                        .put("data", trial.data())
                                        .put("bars", trial.bars())
                                        .put("conditions", trial.conditions())
                                        .put("key", trial.key())
                                        .put("sharpePerBar", trial.sharpe()))
                        .toList();
        List<Tree> counts =
                groups(contents).values().stream()
                        .map(group -> {
                            TrialCount count = count(contents, group.getFirst());
                            return new Tree()
                                    .put("symbol", group.getFirst().symbol())
                                    .put("strategy", group.getFirst().strategy())
                                    .put("configurations", count.trials())
                                    .put("runs", count.runs())
                                    .put("varianceOfSharpePerBar", count.variance());
                        })
                        .toList();
        return new Tree()
                .put("file", file)
                .put("unreadableLines", contents.unreadable())
                .put("counts", counts)
                .put("trials", trials);
    }

    private static void warn(TrialBook.Contents contents, Lines lines) {
        if (contents.unreadable() > 0) {
            lines.blank();
            lines.add(
                    "%,d lines could not be read: they were torn by a crash, or changed.",
                    contents.unreadable());
        }
    }

    private static Map<String, List<Trial>> groups(TrialBook.Contents contents) {
        return contents.trials().stream()
                .collect(
                        Collectors.groupingBy(
                                trial -> trial.symbol() + '\t' + trial.strategy(),
                                TreeMap::new,
                                Collectors.toList()));
    }

    private static TrialCount count(TrialBook.Contents contents, Trial trial) {
        return contents.count(
                trial.strategy(), new Trial.MarketData(trial.symbol(), trial.data(), trial.bars()));
    }

    private static double best(List<Trial> trials) {
        return trials.stream().mapToDouble(Trial::sharpe).max().orElse(0);
    }

    private static Tree gate(Gate gate) {
        return new Tree()
                .put("key", gate.key())
                .put("title", gate.title())
                .put("outcome", gate.outcome())
                .put("value", gate.value())
                .put("measured", gate.measured())
                .put("needed", gate.needed());
    }

    private static String word(Gate gate) {
        return switch (gate.outcome()) {
            case PASSED -> "passed";
            case FAILED -> "FAILED";
            case REPORTED -> "reported";
            case NOT_APPLICABLE -> "-";
        };
    }
}
