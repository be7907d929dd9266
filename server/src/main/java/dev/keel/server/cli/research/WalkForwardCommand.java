package dev.keel.server.cli.research;

import dev.keel.core.market.BarSeries;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.OutputFormat;
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
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
public final class WalkForwardCommand implements Callable<Integer> {
    private final StrategyCatalog catalog;

    @Spec private CommandSpec spec;

    @Mixin private BacktestOptions options;

    @Mixin private GridOptions grid;

    @Mixin private TrialOptions trials;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "table",
            converter = Converters.Output.class,
            description = "What is printed. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format;

    private WalkForwardCommand(StrategyCatalog catalog) {
        this.catalog = catalog;
    }

    /** The command over these strategies, which its help lists. */
    public static CommandLine over(StrategyCatalog catalog) {
        CommandLine command = new CommandLine(new WalkForwardCommand(catalog));
        command.getCommandSpec().usageMessage().footer(StrategyHelp.of(catalog));
        return command;
    }

    @Override
    public Integer call() {
        BacktestOptions.Plan plan = options.plan(catalog);
        Progress progress = Progress.onTerminal(spec.commandLine().getErr());
        try {
            progress.says("reading " + options.dataName());
            BarSeries bars = options.bars();
            BacktestRequest request = options.request(plan, bars);
            return run(request, progress);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } finally {
            progress.ends();
        }
    }

    private int run(BacktestRequest request, Progress progress) {
        ParameterGrid points = grid.grid(request.strategy());
        WalkForwardReport report =
                WalkForward.run(request, points, grid.settings(), progress::says);
        progress.says("counting the trials");
        TrialCount count = count(request, points);
        progress.ends();
        PrintWriter printer = spec.commandLine().getOut();
        switch (format) {
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
