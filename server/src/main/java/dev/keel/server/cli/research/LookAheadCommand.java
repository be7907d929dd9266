package dev.keel.server.cli.research;

import dev.keel.core.market.BarSeries;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.terminal.Progress;
import dev.keel.server.cli.validation.LeakViews;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.validate.Candidate;
import dev.keel.sim.validate.leak.LookAhead;
import dev.keel.sim.validate.leak.LookAheadReport;
import dev.keel.sim.validate.leak.LookAheadSettings;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
public final class LookAheadCommand extends ResearchCommand {
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

    private LookAheadCommand(StrategyCatalog catalog) {
        super(catalog);
    }

    /** The command over these strategies, which its help lists. */
    public static CommandLine over(StrategyCatalog catalog) {
        return withStrategies(new LookAheadCommand(catalog));
    }

    @Override
    int run(BacktestOptions.Plan plan, BarSeries bars, Progress progress) {
        BacktestRequest request = options().request(plan, bars);
        LookAheadSettings settings = new LookAheadSettings(mostBars, mostCuts, datesMatter, seed);
        LookAheadReport report =
                LookAhead.analyse(
                        Candidate.of(request.strategy()),
                        request.instrument().id(),
                        request.bars(),
                        settings,
                        done -> progress.says("looked at " + done + " cuts"));
        progress.ends();
        PrintWriter printer = printer();
        switch (format()) {
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
