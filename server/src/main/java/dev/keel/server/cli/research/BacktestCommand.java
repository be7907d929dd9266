package dev.keel.server.cli.research;

import dev.keel.core.market.BarSeries;
import dev.keel.core.performance.Metric;
import dev.keel.core.performance.Performance;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.OutputFormat;
import dev.keel.server.cli.terminal.Progress;
import dev.keel.server.cli.terminal.ReportFailure;
import dev.keel.server.cli.terminal.StrategyHelp;
import dev.keel.sim.backtest.Backtest;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.BacktestResult;
import dev.keel.sim.portfolio.Lane;
import dev.keel.sim.portfolio.PortfolioBacktest;
import dev.keel.sim.portfolio.PortfolioMarket;
import dev.keel.sim.portfolio.PortfolioRequest;
import dev.keel.sim.portfolio.PortfolioResult;
import dev.keel.sim.report.BacktestReport;
import dev.keel.sim.trial.TrialCount;
import dev.keel.sim.validate.Evaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    @Option(
            names = "--stress",
            description = "Tests again with all costs doubled, and prints both side by side.")
    private boolean stress;

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
        if (options.isPortfolio()) {
            return callPortfolio(plan);
        }
        Progress progress = Progress.onTerminal(spec.commandLine().getErr());
        try {
            progress.says("reading " + options.dataName());
            BarSeries bars = options.bars();
            BacktestResult result = test(plan, bars, progress);
            Performance performance = result.performance();
            TrialCount _ =
                    trials.record(
                            "backtest", result.request(), Evaluation.of(result).sharpePerBar());
            Optional<BacktestResult> stressed =
                    stress ? Optional.of(test(dearer(plan), bars, progress)) : Optional.empty();
            writeReport(result, performance, progress);
            progress.ends();
            print(plan, result, performance, stressed);
        } finally {
            progress.ends();
        }
        return 0;
    }

    private BacktestResult test(BacktestOptions.Plan plan, BarSeries bars, Progress progress) {
        return Backtest.run(
                options.request(plan, bars),
                done -> progress.says("tested " + done + " of " + bars.size() + " bars"));
    }

    private static BacktestOptions.Plan dearer(BacktestOptions.Plan plan) {
        return plan.under(plan.costs().times(BigDecimal.TWO));
    }

    /** On each of its markets the strategy was tried once more, with what came of all together. */
    private void count(PortfolioResult result) {
        PortfolioRequest request = result.request();
        double sharpe = result.performance().value(Metric.RISK_RETURN_RATIO).orElse(0);
        for (PortfolioMarket market : request.markets()) {
            for (Lane lane : market.lanes()) {
                BacktestRequest alone =
                        new BacktestRequest(
                                market.bars(),
                                market.instrument(),
                                lane.strategy(),
                                request.capital(),
                                request.sizing(),
                                request.timing(),
                                request.venue(),
                                request.policy());
                TrialCount _ = trials.record("portfolio at " + lane.timeframe(), alone, sharpe);
            }
        }
    }

    private int callPortfolio(BacktestOptions.Plan plan) {
        if (out != null) {
            throw new ParameterException(
                    spec.commandLine(), "--out takes one --data at one --timeframe");
        }
        Progress progress = Progress.onTerminal(spec.commandLine().getErr());
        try {
            progress.says("reading " + options.dataName());
            PortfolioResult result = PortfolioBacktest.run(options.markets(plan), news(progress));
            count(result);
            Optional<PortfolioResult> stressed =
                    stress
                            ? Optional.of(
                                    PortfolioBacktest.run(
                                            options.markets(dearer(plan)), news(progress)))
                            : Optional.empty();
            progress.ends();
            PrintWriter printer = spec.commandLine().getOut();
            switch (format) {
                case JSON -> BacktestJson.write(printer, result, stressed);
                case TABLE -> printer.print(PortfolioTable.of(plan.costs(), result, stressed));
            }
            printer.flush();
        } finally {
            progress.ends();
        }
        return 0;
    }

    private static IntConsumer news(Progress progress) {
        return done -> progress.says("tested " + done + " bars");
    }

    private void writeReport(BacktestResult result, Performance performance, Progress progress) {
        if (out == null) {
            return;
        }
        progress.says("writing the report");
        try {
            BacktestReport.write(out, options.dataName(), result, performance);
        } catch (IOException e) {
            throw new ReportFailure(out, e);
        }
    }

    private void print(
            BacktestOptions.Plan plan,
            BacktestResult result,
            Performance performance,
            Optional<BacktestResult> stressed) {
        PrintWriter printer = spec.commandLine().getOut();
        switch (format) {
            case JSON -> BacktestJson.write(printer, result, performance, stressed);
            case TABLE -> {
                printer.print(BacktestTable.of(options.dataName(), result, performance));
                CostTable.lines(
                                plan.costs(),
                                CostTable.Run.of(result, performance),
                                stressed.map(run -> CostTable.Run.of(run, run.performance())))
                        .forEach(printer::println);
                if (out != null) {
                    printer.println();
                    printer.println("Report: " + out.resolve(BacktestReport.PAGE));
                }
            }
        }
        printer.flush();
    }
}
