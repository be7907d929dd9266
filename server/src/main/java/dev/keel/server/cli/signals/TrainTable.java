package dev.keel.server.cli.signals;

import dev.keel.core.statistics.Interval;
import dev.keel.server.cli.terminal.Paragraph;
import dev.keel.signals.learn.calibration.TradeThreshold;
import dev.keel.signals.learn.registry.ModelRecord;
import dev.keel.signals.learn.registry.Promotion.Verdict;
import dev.keel.signals.learn.score.BinaryScores;
import dev.keel.signals.learn.training.TrainingResult;
import dev.keel.signals.learn.training.TrainingResult.Importance;
import dev.keel.signals.learn.training.TrainingResult.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of a training, and what the registry holds, as text for people. */
final class TrainTable {
    private static final int MOST_FEATURES = 10;

    private final List<String> lines = new ArrayList<>();

    private TrainTable() {}

    static String of(ModelRecord model, TrainingResult result) {
        TrainTable table = new TrainTable();
        table.head(model, result.sizes());
        table.scores(result);
        table.trades(model, result);
        table.importance(result.importance());
        table.verdict(result);
        table.foot(model);
        return table.text();
    }

    /** The models of a registry, oldest first. */
    static String of(List<ModelRecord> models) {
        TrainTable table = new TrainTable();
        table.line(
                String.format(
                        Locale.ROOT,
                        "%-16s  %-9s  %-9s  %-24s %-9s  %6s  %6s  %6s",
                        "id",
                        "stage",
                        "model",
                        "symbol",
                        "timeframe",
                        "trials",
                        "CV AUC",
                        "WF AUC"));
        for (ModelRecord model : models) {
            table.line(
                    String.format(
                            Locale.ROOT,
                            "%-16s  %-9s  %-9s  %-24s %-9s  %6d  %6.4f  %6.4f%s",
                            model.id(),
                            model.stage(),
                            model.training().kind(),
                            model.market().symbol(),
                            model.market().timeframe(),
                            model.training().trials(),
                            model.metric("cv.auc").orElse(Double.NaN),
                            model.metric("walkForward.auc").orElse(Double.NaN),
                            model.market()
                                    .primary()
                                    .map(primary -> "  entries of " + primary)
                                    .orElse("")));
        }
        if (models.isEmpty()) {
            table.line("No models yet.");
        }
        return table.text();
    }

    static String of(String id, Verdict verdict) {
        TrainTable table = new TrainTable();
        table.line(
                String.format(
                        Locale.ROOT,
                        "%s against %s: %s",
                        id,
                        verdict.opponent(),
                        verdict.promoted() ? "promoted" : "not promoted"));
        table.paragraph(verdict.reason() + ".");
        verdict.interval().ifPresent(interval -> table.difference(verdict.compared(), interval));
        return table.text();
    }

    private void difference(int compared, Interval interval) {
        line(
                String.format(
                        Locale.ROOT,
                        "Log loss less than the opponent's by %+.6f (95 %% from %+.6f to %+.6f), on %,d bars",
                        interval.estimate(),
                        interval.low(),
                        interval.high(),
                        compared));
    }

    private void head(ModelRecord model, Sizes sizes) {
        line(
                String.format(
                        Locale.ROOT,
                        "%s on %s, %s",
                        model.training().kind(),
                        model.market().symbol(),
                        model.market().timeframe()));
        line(
                String.format(
                        Locale.ROOT,
                        "%,d bars from %s to %s",
                        sizes.bars(),
                        model.training().from(),
                        model.training().to()));
        model.market()
                .primary()
                .ifPresent(primary ->
                        line("Primary: the entries of " + primary + "; learned is which earn"));
        line(String.format(Locale.ROOT, "Labels: %s", model.training().label().describe()));
        line(
                String.format(
                        Locale.ROOT,
                        "%,d samples, worth %,.0f that tell nothing twice",
                        sizes.samples(),
                        sizes.effective()));
        line(String.format(Locale.ROOT, "Settings: %s", model.training().settings()));
        line("");
    }

    private void scores(TrainingResult result) {
        line(
                String.format(
                        Locale.ROOT,
                        "%-34s %8s %9s %8s %8s %9s",
                        "Samples not trained on",
                        "AUC",
                        "log loss",
                        "Brier",
                        "ECE",
                        "accuracy"));
        score("cross-validation, as said", result.scores().raw());
        score("cross-validation, calibrated", result.scores().calibrated());
        score("walk-forward, calibrated", result.scores().walkForward());
        score("control: labels shifted in time", result.scores().shifted());
        baseRate("base rate, cross-validation", result.scores().raw());
        baseRate("base rate, walk-forward", result.scores().walkForward());
        List<Double> paths = result.scores().pathAucs();
        if (!paths.isEmpty()) {
            List<Double> sorted = paths.stream().sorted().toList();
            line(
                    String.format(
                            Locale.ROOT,
                            "AUC of the %d paths: lowest %.4f, middle %.4f, highest %.4f",
                            sorted.size(),
                            sorted.getFirst(),
                            sorted.get(sorted.size() / 2),
                            sorted.getLast()));
        }
        line("");
    }

    private void score(String name, BinaryScores scores) {
        line(
                String.format(
                        Locale.ROOT,
                        "%-34s %8.4f %9.5f %8.5f %8.4f %9.4f",
                        name,
                        scores.auc(),
                        scores.logLoss(),
                        scores.brier(),
                        scores.calibrationError(),
                        scores.accuracy()));
    }

    /** What always saying the share of ones would score: the least that a model must beat. */
    private void baseRate(String name, BinaryScores scores) {
        double rate = scores.baseRate();
        line(
                String.format(
                        Locale.ROOT,
                        "%-34s %8s %9.5f %8.5f %8s %9.4f",
                        name,
                        "0.5",
                        scores.baseLogLoss(),
                        rate * (1 - rate),
                        "0",
                        Math.max(rate, 1 - rate)));
    }

    private void trades(ModelRecord model, TrainingResult result) {
        line(
                String.format(
                        Locale.ROOT,
                        "Walk-forward trades: %,d, mean after costs %+.4f %%",
                        result.trades().count(),
                        100 * result.trades().meanNet()));
        result.trades()
                .unfiltered()
                .ifPresent(all ->
                        line(
                                String.format(
                                        Locale.ROOT,
                                        "The primary without the model: %,d, mean after costs %+.4f %%",
                                        all.count(),
                                        100 * all.meanNet())));
        threshold(result.trades().threshold());
        result.trades()
                .sharpe()
                .ifPresent(sharpe ->
                        line(
                                String.format(
                                        Locale.ROOT,
                                        "Sharpe per trade %+.4f; probability that the true one is above 0:"
                                                + " %.4f, after %d trials %.4f",
                                        sharpe.ratio(),
                                        sharpe.probabilityAbove(0),
                                        model.training().trials(),
                                        model.metric("walkForward.dsr").orElse(Double.NaN))));
        line("");
    }

    private void threshold(TradeThreshold threshold) {
        if (threshold.trades() == 0) {
            line(
                    "Threshold: none leaves 50 trades of the validation that earned more than they cost");
            return;
        }
        line(
                String.format(
                        Locale.ROOT,
                        "Threshold: from %.4f as said on, %,d samples, mean after costs %+.4f %%, in"
                                + " hindsight",
                        threshold.probability(),
                        threshold.trades(),
                        100 * threshold.meanNet()));
    }

    private void importance(List<Importance> importance) {
        line("What the model looks at (not: what is true)");
        importance.stream()
                .limit(MOST_FEATURES)
                .filter(one -> one.share() > 0)
                .forEach(one ->
                        line(
                                String.format(
                                        Locale.ROOT,
                                        "  %-34s %5.1f %%",
                                        one.feature(),
                                        100 * one.share())));
        line("");
    }

    private void verdict(TrainingResult result) {
        Sizes sizes = result.sizes();
        double auc = result.scores().raw().auc();
        double walked = result.scores().walkForward().auc();
        boolean leak = Math.abs(result.scores().shifted().auc() - 0.5) > sizes.chanceBand();
        paragraph(
                String.format(
                        Locale.ROOT,
                        "By chance an AUC lies within 0.5 +- %.4f in cross-validation and +- %.4f in"
                                + " walk-forward. Cross-validation is %s it, walk-forward is %s it, the"
                                + " control is %s it.",
                        sizes.chanceBand(),
                        sizes.walkForwardChanceBand(),
                        place(auc, sizes.chanceBand()),
                        place(walked, sizes.walkForwardChanceBand()),
                        leak ? "OUTSIDE OF" : "within"));
        if (leak) {
            paragraph(
                    "A control outside of chance means that figures above cannot be trusted: labels"
                            + " that hang together for long, or a leak.");
        }
        boolean better =
                result.scores().walkForward().logLoss()
                        < result.scores().walkForward().baseLogLoss();
        paragraph(
                better
                        ? "In walk-forward its log loss is below that of always saying the base rate."
                        : "In walk-forward its log loss is not below that of always saying the base"
                                + " rate: there is no sign that it knows anything.");
        line("");
    }

    private static String place(double auc, double band) {
        if (auc > 0.5 + band) {
            return "above";
        }
        return auc < 0.5 - band ? "below" : "within";
    }

    private void foot(ModelRecord model) {
        line(
                String.format(
                        Locale.ROOT,
                        "Model:    %s, %s, trial %d",
                        model.id(),
                        model.stage(),
                        model.training().trials()));
        line(String.format(Locale.ROOT, "Artefact: %s", model.artefacts().model()));
        line(String.format(Locale.ROOT, "Schema:   %s", model.market().schema()));
    }

    private void paragraph(String text) {
        lines.addAll(Paragraph.lines(text, 0));
    }

    private void line(String text) {
        lines.add(text);
    }

    private String text() {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
