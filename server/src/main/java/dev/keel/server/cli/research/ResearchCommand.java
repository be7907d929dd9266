package dev.keel.server.cli.research;

import dev.keel.core.market.BarSeries;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.OutputFormat;
import dev.keel.server.cli.terminal.Progress;
import dev.keel.server.cli.terminal.StrategyHelp;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that asks something of one strategy on one file of bars. */
abstract class ResearchCommand implements Callable<Integer> {
    private final StrategyCatalog catalog;

    @Spec private CommandSpec spec;

    @Mixin private BacktestOptions options;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "table",
            converter = Converters.Output.class,
            description = "What is printed. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format;

    ResearchCommand(StrategyCatalog catalog) {
        this.catalog = catalog;
    }

    /** A command line of such a command; its help lists the strategies. */
    static CommandLine withStrategies(ResearchCommand command) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec().usageMessage().footer(StrategyHelp.of(command.catalog));
        return line;
    }

    /**
     * Asks, and prints the answer.
     *
     * @return the exit code
     */
    abstract int run(BacktestOptions.Plan plan, BarSeries bars, Progress progress);

    @Override
    public final Integer call() {
        BacktestOptions.Plan plan = options.plan(catalog);
        Progress progress = Progress.onTerminal(spec.commandLine().getErr());
        try {
            progress.says("reading " + options.dataName());
            return run(plan, options.bars(), progress);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } finally {
            progress.ends();
        }
    }

    final BacktestOptions options() {
        return options;
    }

    final OutputFormat format() {
        return format;
    }

    final PrintWriter printer() {
        return spec.commandLine().getOut();
    }
}
