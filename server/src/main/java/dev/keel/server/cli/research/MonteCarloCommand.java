package dev.keel.server.cli.research;

import dev.keel.core.market.BarSeries;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.terminal.Progress;
import dev.keel.server.cli.validation.ChanceViews;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.trial.TrialCount;
import dev.keel.sim.validate.Candidate;
import dev.keel.sim.validate.Evaluation;
import dev.keel.sim.validate.chance.BarMonteCarlo;
import dev.keel.sim.validate.chance.Paths;
import dev.keel.sim.validate.chance.TradeMonteCarlo;
import dev.keel.sim.validate.promote.Thresholds;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.SplittableRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keel montecarlo}: how else could it have come out? */
@Command(
        name = "montecarlo",
        description = {
            "Draws the trades of a backtest anew and in another order, and runs the strategy on markets made of"
                    + " blocks of the same bars."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        footerHeading = "%nStrategies and their parameters:%n")
public final class MonteCarloCommand extends ResearchCommand {
    @Mixin private TrialOptions trials;

    @Option(
            names = "--paths",
            paramLabel = "N",
            defaultValue = "2000",
            description = "How often the trades are drawn. Default: ${DEFAULT-VALUE}.")
    private int paths;

    @Option(
            names = "--markets",
            paramLabel = "N",
            defaultValue = "50",
            description =
                    "On how many markets it is run, 10 or more; 0 for none. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int markets;

    @Option(
            names = "--block",
            paramLabel = "BARS",
            defaultValue = "100",
            description = "How many bars a block has on average. Default: ${DEFAULT-VALUE}.")
    private double block;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description =
                    "Of all chance: the same seed gives the same output. Default:"
                            + " ${DEFAULT-VALUE}.")
    private long seed;

    private MonteCarloCommand(StrategyCatalog catalog) {
        super(catalog);
    }

    /** The command over these strategies, which its help lists. */
    public static CommandLine over(StrategyCatalog catalog) {
        return withStrategies(new MonteCarloCommand(catalog));
    }

    @Override
    int run(BacktestOptions.Plan plan, BarSeries bars, Progress progress) {
        BacktestRequest request = options().request(plan, bars);
        Evaluation own = Evaluation.run(request);
        TrialCount _ = trials.record("montecarlo", request, own.sharpePerBar());
        double[] trades = own.tradeReturns();
        double ruin = Thresholds.RUIN_LEVEL;
        SplittableRandom random = new SplittableRandom(seed);
        Optional<Paths> resampled =
                trades.length == 0
                        ? Optional.empty()
                        : Optional.of(
                                TradeMonteCarlo.resampled(trades, paths, ruin, random.split()));
        Optional<Paths> permuted =
                trades.length == 0
                        ? Optional.empty()
                        : Optional.of(
                                TradeMonteCarlo.permuted(trades, paths, ruin, random.split()));
        Optional<BarMonteCarlo> drawn =
                markets == 0 ? Optional.empty() : Optional.of(bars(request, random, progress));
        ChanceViews.Outcomes outcomes =
                new ChanceViews.Outcomes(resampled, permuted, drawn, ruin, seed, own.barsPerYear());
        progress.ends();
        PrintWriter printer = printer();
        switch (format()) {
            case JSON ->
                    ChanceViews.json(request.strategy().definition().name(), outcomes)
                            .write(printer);
            case TABLE -> printer.print(ChanceViews.text(subject(request), outcomes));
        }
        printer.flush();
        return 0;
    }

    private BarMonteCarlo bars(
            BacktestRequest request, SplittableRandom random, Progress progress) {
        return BarMonteCarlo.run(
                Candidate.of(request.strategy()),
                request,
                markets,
                block,
                Thresholds.RUIN_LEVEL,
                random.split(),
                done -> progress.says("traded on " + done + " of " + markets + " markets"));
    }

    private static String subject(BacktestRequest request) {
        return request.strategy().definition().name() + " on " + request.instrument().id();
    }
}
