package dev.keel.server.cli.research;

import dev.keel.core.market.BarSeries;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.terminal.Progress;
import dev.keel.server.cli.validation.PromotionViews;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.cost.CostModel;
import dev.keel.sim.validate.Candidate;
import dev.keel.sim.validate.forward.ParameterGrid;
import dev.keel.sim.validate.leak.LookAheadSettings;
import dev.keel.sim.validate.promote.Promotion;
import dev.keel.sim.validate.promote.PromotionReport;
import dev.keel.sim.validate.promote.PromotionSettings;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keel promote}: may a strategy be trusted with money? */
@Command(
        name = "promote",
        description = {
            "Puts a strategy through every check there is and says which gates it passed.",
            "Ends with 0 if it is promoted and with 1 if not. What the gates demand cannot be changed, and every"
                    + " configuration counts as a trial."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        footerHeading = "%nStrategies and their parameters:%n")
public final class PromoteCommand extends ResearchCommand {
    @Mixin private GridOptions grid;

    @Mixin private TrialOptions trials;

    @Option(
            names = "--dates-matter",
            description =
                    "The strategy computes with absolute dates by design: do not check whether it"
                            + " knows the data by its dates.")
    private boolean datesMatter;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description =
                    "Of all chance: the same seed gives the same output. Default:"
                            + " ${DEFAULT-VALUE}.")
    private long seed;

    private PromoteCommand(StrategyCatalog catalog) {
        super(catalog);
    }

    /** The command over these strategies, which its help lists. */
    public static CommandLine over(StrategyCatalog catalog) {
        return withStrategies(new PromoteCommand(catalog));
    }

    @Override
    int run(BacktestOptions.Plan plan, BarSeries bars, Progress progress) {
        BacktestRequest request = options().request(plan, bars);
        CostModel doubled = plan.costs().times(BigDecimal.TWO);
        ParameterGrid points = grid.grid(request.strategy());
        LookAheadSettings usual = LookAheadSettings.USUAL;
        PromotionSettings settings =
                new PromotionSettings(
                        new LookAheadSettings(
                                usual.mostBars(), usual.mostCuts(), datesMatter, seed),
                        grid.settings(),
                        PromotionSettings.USUAL.paths(),
                        PromotionSettings.USUAL.resamples(),
                        seed);
        PromotionReport report =
                Promotion.run(
                        new Promotion.Subject(
                                Candidate.of(request.strategy()),
                                request,
                                options().request(plan.under(doubled), bars),
                                options().request(plan.under(CostModel.NONE), bars),
                                points),
                        settings,
                        trials.book(),
                        Clock.systemUTC().instant(),
                        progress::says);
        progress.ends();
        PrintWriter printer = printer();
        switch (format()) {
            case JSON -> PromotionViews.json(report).write(printer);
            case TABLE -> printer.print(PromotionViews.text(report));
        }
        printer.flush();
        return report.promoted() ? 0 : 1;
    }
}
