package dev.keel.server.cli.research;

import dev.keel.core.market.BarSeries;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.OutputFormat;
import dev.keel.server.cli.terminal.Progress;
import dev.keel.server.cli.validation.LeakViews;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.validate.Candidate;
import dev.keel.sim.validate.leak.LookAhead;
import dev.keel.sim.validate.leak.LookAheadReport;
import dev.keel.sim.validate.leak.LookAheadSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keel lookahead}: does a strategy know the future? */
@Command(
        name = "lookahead",
        description = {
            "Takes the future away, or puts another in its place, at many bars, and looks whether signals at or"
                    + " before them change.",
            "Ends with 1 if the strategy peeks."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        footerHeading = "%nStrategies and their parameters:%n")
public final class LookAheadCommand implements Callable<Integer> {
    private final StrategyCatalog catalog;

    @Spec private CommandSpec spec;

    @Mixin private BacktestOptions options;

    @Option(
            names = "--bars",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Only the last so many bars are analysed. Default: ${DEFAULT-VALUE}.")
    private int mostBars;

    @Option(
            names = "--cuts",
            paramLabel = "N",
            defaultValue = "2000",
            description =
                    "At how many bars the future is changed, at most; bars with signals come first."
                            + " Default: ${DEFAULT-VALUE}.")
    private int mostCuts;

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

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "table",
            converter = Converters.Output.class,
            description = "What is printed. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format;

    private LookAheadCommand(StrategyCatalog catalog) {
        this.catalog = catalog;
    }

    /** The command over these strategies, which its help lists. */
    public static CommandLine over(StrategyCatalog catalog) {
        CommandLine command = new CommandLine(new LookAheadCommand(catalog));
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
        LookAheadSettings settings = new LookAheadSettings(mostBars, mostCuts, datesMatter, seed);
        LookAheadReport report =
                LookAhead.analyse(
                        Candidate.of(request.strategy()),
                        request.instrument().id(),
                        request.bars(),
                        settings,
                        done -> progress.says("looked at " + done + " cuts"));
        progress.ends();
        PrintWriter printer = spec.commandLine().getOut();
        switch (format) {
            case JSON ->
                    LeakViews.json(request.strategy().definition().name(), report).write(printer);
            case TABLE -> printer.print(LeakViews.text(subject(request), report));
        }
        printer.flush();
        return report.passed() ? 0 : 1;
    }

    private static String subject(BacktestRequest request) {
        return request.strategy().definition().name() + " on " + request.instrument().id();
    }
}
