package dev.keel.server.cli;

import dev.keel.core.market.BarSeries;
import dev.keel.core.performance.Performance;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.sim.backtest.Backtest;
import dev.keel.sim.backtest.BacktestResult;
import dev.keel.sim.market.BarFile;
import dev.keel.sim.report.BacktestReport;
import dev.keel.sim.trial.TrialCount;
import dev.keel.sim.validate.Evaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keel backtest}: a strategy against a file of bars. Needs no server and no database. */
@Command(
        name = "backtest",
        description = {
            "Tests a strategy against a file of bars, through the same signal gate, risk, orders and"
                    + " account as in live trading.",
            "Prices and capital are counted in USD, whatever the file holds."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        footerHeading = "%nStrategies and their parameters:%n")
public final class BacktestCommand implements Callable<Integer> {
    private final StrategyCatalog catalog;

    @Spec private CommandSpec spec;

    @Mixin private BacktestOptions options;

    @Mixin private TrialOptions trials;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "table",
            converter = Converters.Output.class,
            description = "What is printed. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Also writes into this folder: "
                            + BacktestReport.PAGE
                            + " with charts and tables, "
                            + BacktestReport.TRADES
                            + " and "
                            + BacktestReport.EQUITY
                            + ".")
    private @Nullable Path out;

    private BacktestCommand(StrategyCatalog catalog) {
        this.catalog = catalog;
    }

    /** The command over these strategies, which its help lists. */
    public static CommandLine over(StrategyCatalog catalog) {
        CommandLine command = new CommandLine(new BacktestCommand(catalog));
        command.getCommandSpec().usageMessage().footer(StrategyHelp.of(catalog));
        return command;
    }

    @Override
    public Integer call() {
        BacktestOptions.Plan plan = options.plan(catalog);
        Progress progress = Progress.onTerminal(spec.commandLine().getErr());
        try {
            progress.says("reading " + dataName());
            BarSeries bars = options.cut(BarFile.load(options.data()).series());
            BacktestResult result =
                    Backtest.run(
                            options.request(plan, bars),
                            done ->
                                    progress.says(
                                            "tested " + done + " of " + bars.size() + " bars"));
            Performance performance = result.performance();
            TrialCount _ =
                    trials.record(
                            "backtest", result.request(), Evaluation.of(result).sharpePerBar());
            writeReport(result, performance, progress);
            progress.ends();
            print(result, performance);
        } finally {
            progress.ends();
        }
        return 0;
    }

    private void writeReport(BacktestResult result, Performance performance, Progress progress) {
        if (out == null) {
            return;
        }
        progress.says("writing the report");
        try {
            BacktestReport.write(out, dataName(), result, performance);
        } catch (IOException e) {
            throw new ReportFailure(out, e);
        }
    }

    private void print(BacktestResult result, Performance performance) {
        PrintWriter printer = spec.commandLine().getOut();
        switch (format) {
            case JSON -> BacktestJson.write(printer, result, performance);
            case TABLE -> {
                printer.print(BacktestTable.of(dataName(), result, performance));
                if (out != null) {
                    printer.println();
                    printer.println("Report: " + out.resolve(BacktestReport.PAGE));
                }
            }
        }
        printer.flush();
    }

    private String dataName() {
        return String.valueOf(options.data().getFileName());
    }
}
