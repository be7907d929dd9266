package dev.keel.server.cli.validation;

import dev.keel.core.statistics.SharpeEstimate;
import dev.keel.sim.trial.TrialCount;
import dev.keel.sim.validate.forward.WalkForwardReport;
import dev.keel.sim.validate.forward.WalkForwardReport.Fold;
import java.util.Locale;
import java.util.Map;

/** What a walk-forward came to. */
public final class ForwardViews {
    private ForwardViews() {}

    public static String text(String subject, WalkForwardReport report, TrialCount trials) {
        double yearly = Math.sqrt(report.barsPerYear());
        Lines lines = new Lines();
        lines.add("Walk-forward of %s, %,d configurations", subject, report.configurations());
        lines.blank();
        lines.add(
                "  %-20s  %8s  %-20s  %8s  %10s  %8s  %s",
                "learnt from", "bars", "tested from", "bars", "return", "Sharpe", "chosen");
        for (Fold fold : report.folds()) {
            lines.add(
                    "  %-20s  %,8d  %-20s  %,8d  %10s  %8.2f  %s",
                    fold.trainFrom(),
                    fold.trainBars(),
                    fold.testFrom(),
                    fold.testBars(),
                    Lines.percent(fold.testReturn()),
                    fold.testSharpe() * yearly,
                    Lines.parameters(fold.chosen()));
        }
        lines.blank();
        lines.add("  out of sample: return %s", Lines.percent(report.totalReturn()));
        lines.add("  greatest drawdown %s", Lines.percent(report.maxDrawdown()));
        lines.add("  Sharpe ratio of a year %.2f", report.annualSharpe());
        lines.add("  closed trades %,d", report.tradesClosed());
        lines.add(
                "  efficiency %s",
                report.efficiency().isPresent()
                        ? String.format(Locale.ROOT, "%.2f", report.efficiency().getAsDouble())
                        : "none: nothing was earned where parameters were chosen");
        lines.add("  tests that gained %s", Lines.percent(report.winningFolds()));
        report.stability().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry ->
                        lines.add(
                                "  %s jumps by %s of its range from choice to choice",
                                entry.getKey(), Lines.percent(entry.getValue())));
        deflated(report, trials, lines);
        return lines.toString();
    }

    public static Tree json(String strategy, WalkForwardReport report, TrialCount trials) {
        return new Tree()
                .put("strategy", strategy)
                .put("configurations", report.configurations())
                .put("trials", trials.trials())
                .put("totalReturn", report.totalReturn())
                .put("maxDrawdown", report.maxDrawdown())
                .put("sharpe", report.annualSharpe())
                .put("deflatedSharpe", deflated(report, trials))
                .put("closedTrades", report.tradesClosed())
                .put("efficiency", report.efficiency())
                .put("winningFolds", report.winningFolds())
                .put("stability", report.stability())
                .put("folds", report.folds().stream().map(ForwardViews::fold).toList());
    }

    private static void deflated(WalkForwardReport report, TrialCount trials, Lines lines) {
        lines.blank();
        lines.say(
                String.format(
                        Locale.ROOT,
                        "Deflated by all %,d configurations that were ever tried on this market,"
                                + " the Sharpe ratio of the tests is above 0 with a probability"
                                + " of %.3f.",
                        trials.trials(),
                        deflated(report, trials)));
    }

    private static double deflated(WalkForwardReport report, TrialCount trials) {
        return report.sharpe()
                .map((SharpeEstimate sharpe) -> sharpe.deflated(trials.variance(), trials.trials()))
                .orElse(0.0);
    }

    private static Tree fold(Fold fold) {
        return new Tree()
                .put("trainFrom", fold.trainFrom())
                .put("trainBars", fold.trainBars())
                .put("testFrom", fold.testFrom())
                .put("testBars", fold.testBars())
                .put("chosen", fold.chosen())
                .put("trainObjective", fold.trainObjective())
                .put("trainReturnPerBar", fold.trainReturnPerBar())
                .put("testReturnPerBar", fold.testReturnPerBar())
                .put("testReturn", fold.testReturn())
                .put("testSharpePerBar", fold.testSharpe());
    }
}
