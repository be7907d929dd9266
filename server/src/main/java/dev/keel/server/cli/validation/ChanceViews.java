package dev.keel.server.cli.validation;

import dev.keel.core.statistics.Sample;
import dev.keel.sim.validate.chance.BarMonteCarlo;
import dev.keel.sim.validate.chance.Paths;
import java.util.Locale;
import java.util.Optional;

/** How else it could have come out. */
public final class ChanceViews {
    private static final double[] SHARES = {0.05, 0.25, 0.5, 0.75, 0.95};

    private ChanceViews() {}

    /**
     * What was drawn.
     *
     * @param resampled trades drawn with replacement
     * @param permuted trades in another order
     * @param bars markets made of the same bars, if asked for
     * @param ruinLevel the share of the capital below which a path counts as ruined
     * @param seed of all of it
     * @param barsPerYear what makes a ratio per bar annual, by its root
     */
    public record Outcomes(
            Optional<Paths> resampled,
            Optional<Paths> permuted,
            Optional<BarMonteCarlo> bars,
            double ruinLevel,
            long seed,
            double barsPerYear) {}

    public static String text(String subject, Outcomes outcomes) {
        Lines lines = new Lines();
        lines.add("Monte-Carlo of %s, seed %d", subject, outcomes.seed());
        if (outcomes.resampled().isEmpty() || outcomes.permuted().isEmpty()) {
            lines.blank();
            lines.say("It made no trades, so there is nothing to draw from.");
        }
        outcomes.resampled()
                .ifPresent(paths ->
                        table(lines, "The same trades, drawn anew", paths, outcomes.ruinLevel()));
        outcomes.permuted()
                .ifPresent(paths ->
                        table(
                                lines,
                                "The same trades in another order",
                                paths,
                                outcomes.ruinLevel()));
        outcomes.bars()
                .ifPresent(bars -> {
                    table(
                            lines,
                            "Markets made of blocks of "
                                    + Math.round(bars.meanBlock())
                                    + " of its bars",
                            bars.paths(),
                            outcomes.ruinLevel());
                    double yearly = Math.sqrt(outcomes.barsPerYear());
                    lines.add(
                            "  %-22s %s   really %10.2f",
                            "Sharpe ratio of a year",
                            quantiles(bars.sharpe(), "%10.2f", yearly),
                            bars.actualSharpe() * yearly);
                });
        lines.blank();
        lines.say(
                "These are other ways for the same sample to come out. What did not happen in it"
                        + " happens in none of them.");
        return lines.toString();
    }

    public static Tree json(String strategy, Outcomes outcomes) {
        Tree tree =
                new Tree()
                        .put("strategy", strategy)
                        .put("seed", outcomes.seed())
                        .put("ruinLevel", outcomes.ruinLevel());
        outcomes.resampled().ifPresent(paths -> tree.put("resampledTrades", paths(paths)));
        outcomes.permuted().ifPresent(paths -> tree.put("permutedTrades", paths(paths)));
        outcomes.bars()
                .ifPresent(bars ->
                        tree.put(
                                "syntheticBars",
                                paths(bars.paths())
                                        .put("meanBlock", bars.meanBlock())
                                        .put("sharpePerBar", quantiles(bars.sharpe()))
                                        .put("actualSharpePerBar", bars.actualSharpe())));
        return tree;
    }

    private static void table(Lines lines, String title, Paths paths, double ruinLevel) {
        lines.blank();
        lines.add("%s: %,d paths", title, paths.count());
        lines.add(
                "  %-22s %10s %10s %10s %10s %10s",
                "share of paths below", "5 %", "25 %", "50 %", "75 %", "95 %");
        lines.add(
                "  %-22s %s   really %10s",
                "total return",
                quantiles(paths.totalReturn(), "%8.2f %%", 100),
                Lines.percent(paths.actualReturn()));
        lines.add(
                "  %-22s %s   really %10s",
                "greatest drawdown",
                quantiles(paths.maxDrawdown(), "%8.2f %%", 100),
                Lines.percent(paths.actualDrawdown()));
        lines.add(
                "  %s end with a loss, %s fall below %s of the capital at some time",
                Lines.percent(paths.lost()),
                Lines.percent(paths.ruined()),
                Lines.percent(ruinLevel));
    }

    private static String quantiles(Sample sample, String format, double factor) {
        StringBuilder text = new StringBuilder();
        for (double share : SHARES) {
            text.append(text.isEmpty() ? "" : " ");
            text.append(String.format(Locale.ROOT, format, sample.quantile(share) * factor));
        }
        return text.toString();
    }

    private static Tree paths(Paths paths) {
        return new Tree()
                .put("paths", paths.count())
                .put("totalReturn", quantiles(paths.totalReturn()))
                .put("maxDrawdown", quantiles(paths.maxDrawdown()))
                .put("ruined", paths.ruined())
                .put("lost", paths.lost())
                .put("actualReturn", paths.actualReturn())
                .put("actualDrawdown", paths.actualDrawdown());
    }

    private static Tree quantiles(Sample sample) {
        return new Tree()
                .put("p5", sample.quantile(0.05))
                .put("p25", sample.quantile(0.25))
                .put("p50", sample.quantile(0.5))
                .put("p75", sample.quantile(0.75))
                .put("p95", sample.quantile(0.95));
    }
}
