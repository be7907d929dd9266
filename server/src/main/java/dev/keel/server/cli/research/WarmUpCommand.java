package dev.keel.server.cli.research;

import dev.keel.core.market.BarSeries;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.terminal.Progress;
import dev.keel.server.cli.validation.LeakViews;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.validate.Candidate;
import dev.keel.sim.validate.leak.WarmUp;
import dev.keel.sim.validate.leak.WarmUpReport;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
public final class WarmUpCommand extends ResearchCommand {
    @Option(
            names = "--bars",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Only the last so many bars are analysed. Default: ${DEFAULT-VALUE}.")
    private int mostBars;

    private WarmUpCommand(StrategyCatalog catalog) {
        super(catalog);
    }

    /** The command over these strategies, which its help lists. */
    public static CommandLine over(StrategyCatalog catalog) {
        return withStrategies(new WarmUpCommand(catalog));
    }

    @Override
    int run(BacktestOptions.Plan plan, BarSeries bars, Progress progress) {
        BacktestRequest request = options().request(plan, bars);
        WarmUpReport report =
                WarmUp.analyse(
                        Candidate.of(request.strategy()),
                        request.instrument().id(),
                        request.bars(),
                        mostBars,
                        done -> progress.says("started " + done + " times later"));
        progress.ends();
        PrintWriter printer = printer();
        switch (format()) {
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
