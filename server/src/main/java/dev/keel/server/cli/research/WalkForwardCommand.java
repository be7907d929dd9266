package dev.keel.server.cli.research;

import dev.keel.core.market.BarSeries;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.terminal.Progress;
import dev.keel.server.cli.validation.ForwardViews;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.trial.Trial;
import dev.keel.sim.trial.TrialCount;
import dev.keel.sim.validate.Evaluation;
import dev.keel.sim.validate.forward.ParameterGrid;
import dev.keel.sim.validate.forward.WalkForward;
import dev.keel.sim.validate.forward.WalkForwardReport;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keel walkforward}: does what was chosen in the past hold afterwards? */
@Command(
        name = "walkforward",
        description = {
            "Chooses parameters on one stretch of bars and tests them on the next, through the file.",
            "Every configuration counts as a trial; ./keel trials lists them."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        footerHeading = "%nStrategies and their parameters:%n")
public final class WalkForwardCommand extends ResearchCommand {
    @Mixin private GridOptions grid;

    @Mixin private TrialOptions trials;

    private WalkForwardCommand(StrategyCatalog catalog) {
        super(catalog);
    }

    /** The command over these strategies, which its help lists. */
    public static CommandLine over(StrategyCatalog catalog) {
        return withStrategies(new WalkForwardCommand(catalog));
    }

    @Override
    int run(BacktestOptions.Plan plan, BarSeries bars, Progress progress) {
        BacktestRequest request = options().request(plan, bars);
        ParameterGrid points = grid.grid(request.strategy());
        WalkForwardReport report =
                WalkForward.run(request, points, grid.settings(), progress::says);
        progress.says("counting the trials");
        TrialCount count = count(request, points);
        progress.ends();
        PrintWriter printer = printer();
        switch (format()) {
            case JSON ->
                    ForwardViews.json(request.strategy().definition().name(), report, count)
                            .write(printer);
            case TABLE -> printer.print(ForwardViews.text(subject(request), report, count));
        }
        printer.flush();
        return 0;
    }

    /** A configuration is tried on the whole file: that is what its trial says of it. */
    private TrialCount count(BacktestRequest request, ParameterGrid points) {
        Trial.MarketData market = TrialOptions.market(request);
        Instant now = Clock.systemUTC().instant();
        List<Trial> tried = new ArrayList<>();
        for (ParameterGrid.Point point : points.points()) {
            BacktestRequest one = request.withStrategy(point.choice());
            tried.add(market.trial(now, "walkforward", one, Evaluation.run(one).sharpePerBar()));
        }
        trials.book().add(tried);
        return trials.book().read().count(request.strategy().definition().name(), market);
    }

    private static String subject(BacktestRequest request) {
        return request.strategy().definition().name() + " on " + request.instrument().id();
    }
}
