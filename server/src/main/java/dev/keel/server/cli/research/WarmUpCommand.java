package dev.keel.server.cli.research;

import dev.keel.core.market.BarSeries;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.OutputFormat;
import dev.keel.server.cli.terminal.Progress;
import dev.keel.server.cli.validation.LeakViews;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.validate.Candidate;
import dev.keel.sim.validate.leak.WarmUp;
import dev.keel.sim.validate.leak.WarmUpReport;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keel warmup}: how many bars does a strategy need before it can be trusted? */
@Command(
        name = "warmup",
        description = {
            "Starts a strategy later and later, and looks after how many bars its signals are the same.",
            "Ends with 1 if they go on differing."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        footerHeading = "%nStrategies and their parameters:%n")
public final class WarmUpCommand implements Callable<Integer> {
    private final StrategyCatalog catalog;

    @Spec private CommandSpec spec;

    @Mixin private BacktestOptions options;

    @Option(
            names = "--bars",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Only the last so many bars are analysed. Default: ${DEFAULT-VALUE}.")
    private int mostBars;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "table",
            converter = Converters.Output.class,
            description = "What is printed. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format;

    private WarmUpCommand(StrategyCatalog catalog) {
        this.catalog = catalog;
    }

    /** The command over these strategies, which its help lists. */
    public static CommandLine over(StrategyCatalog catalog) {
        CommandLine command = new CommandLine(new WarmUpCommand(catalog));
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
        WarmUpReport report =
                WarmUp.analyse(
                        Candidate.of(request.strategy()),
                        request.instrument().id(),
                        request.bars(),
                        mostBars,
                        done -> progress.says("started " + done + " times later"));
        progress.ends();
        PrintWriter printer = spec.commandLine().getOut();
        switch (format) {
            case JSON ->
                    LeakViews.json(request.strategy().definition().name(), report).write(printer);
            case TABLE -> printer.print(LeakViews.text(subject(request), report));
        }
        printer.flush();
        return report.stable() ? 0 : 1;
    }

    private static String subject(BacktestRequest request) {
        return request.strategy().definition().name() + " on " + request.instrument().id();
    }
}
