package dev.keel.server.cli.research;

import dev.keel.core.market.BarSeries;
import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.terminal.Progress;
import dev.keel.server.cli.terminal.ReportFailure;
import dev.keel.server.cli.terminal.StrategyHelp;
import dev.keel.sim.grid.Axis;
import dev.keel.sim.grid.Grid;
import dev.keel.sim.grid.Objective;
import dev.keel.sim.report.SweepReport;
import dev.keel.sim.sweep.Search;
import dev.keel.sim.sweep.Sweep;
import dev.keel.sim.sweep.SweepFile;
import dev.keel.sim.sweep.SweepRequest;
import dev.keel.sim.sweep.SweepResult;
import dev.keel.sim.sweep.SweepTrust;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code keel sweep}: a strategy over many combinations of its parameters. */
@Command(
        name = "sweep",
        description = {
            "Tries a strategy with many combinations of its parameters, on all cores, and lists the"
                    + " best.",
            "What was done is kept: the same sweep goes on where it was interrupted. Where only fees"
                    + " cost, combinations are screened quickly, and the best are run again through"
                    + " the whole pipeline, which must agree."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        footerHeading = "%nStrategies and their parameters:%n")
public final class SweepCommand implements Callable<Integer> {
    private static final int DISAGREEMENT = 1;

    private final StrategyCatalog catalog;

    @Spec private CommandSpec spec;

    @Mixin private BacktestOptions options;

    @Option(
            names = "--grid",
            paramLabel = "NAME=A..B:STEP",
            required = true,
            converter = AxisText.class,
            description =
                    "Values of one parameter: fast=5..24, fast=5..24:2 or fast=5,10,20; once for each"
                            + " parameter to be varied.")
    private List<Axis> axes;

    @Option(
            names = "--objective",
            paramLabel = "METRIC",
            defaultValue = "sharpe",
            converter = ObjectiveName.class,
            description =
                    "What the best is best at: totalReturn, cagr, sharpe, sortino, calmar,"
                            + " maxDrawdown, profitFactor, expectancy or winRate. Default:"
                            + " ${DEFAULT-VALUE}.")
    private Objective objective;

    @Option(
            names = "--random",
            paramLabel = "N",
            description = "Tries only N combinations of the grid, drawn at random.")
    private @Nullable Integer random;

    @Option(
            names = "--evolve",
            paramLabel = "N",
            description =
                    "Tries at most N combinations, bred from the better ones; for grids that are too"
                            + " large to be tried whole.")
    private @Nullable Integer evolve;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description =
                    "Of --random and --evolve: the same seed tries the same. Default:"
                            + " ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--confirm",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "How many of the best are run again through the whole pipeline. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int confirmed;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many are listed. Default: ${DEFAULT-VALUE}.")
    private int top;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that work. Default: as many as there are cores.")
    private @Nullable Integer threads;

    @Mixin private TrialOptions counting;

    @Option(names = "--fresh", description = "Forgets what an earlier run of this sweep did.")
    private boolean fresh;

    @Option(
            names = "--format",
            paramLabel = "table|json|csv",
            defaultValue = "table",
            converter = FormatName.class,
            description = "What is printed. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Also writes into this folder: "
                            + SweepReport.PAGE
                            + " with the heat map, and "
                            + SweepReport.TRIALS
                            + " with all combinations.")
    private @Nullable Path out;

    private SweepCommand(StrategyCatalog catalog) {
        this.catalog = catalog;
    }

    /** The command over these strategies, which its help lists. */
    public static CommandLine over(StrategyCatalog catalog) {
        CommandLine command = new CommandLine(new SweepCommand(catalog));
        command.getCommandSpec().usageMessage().footer(StrategyHelp.of(catalog));
        return command;
    }

    @Override
    public Integer call() throws InterruptedException {
        BacktestOptions.Plan plan = options.plan(catalog);
        Progress progress = Progress.onTerminal(spec.commandLine().getErr());
        try {
            progress.says("reading " + options.dataName());
            BarSeries bars = options.bars();
            SweepRequest request = request(plan, bars);
            SweepResult result = run(request, progress);
            progress.says("judging what was found");
            SweepTrust trust = trust(result);
            writeReport(result, trust, progress);
            progress.ends();
            print(result, trust);
            return result.agrees() ? 0 : DISAGREEMENT;
        } finally {
            progress.ends();
        }
    }

    private SweepResult run(SweepRequest request, Progress progress) throws InterruptedException {
        try (SweepFile book = SweepFile.open(counting.folder().resolve("sweeps"), request);
                ExecutorService workers = Executors.newFixedThreadPool(threads())) {
            if (fresh) {
                book.clear();
            }
            try {
                return Sweep.run(
                        request,
                        book,
                        workers,
                        (done, wanted) ->
                                progress.says("tried " + done + " of " + wanted + " combinations"));
            } finally {
                workers.shutdownNow();
            }
        }
    }

    /** Every combination counts as a trial, once. */
    private SweepTrust trust(SweepResult result) {
        return SweepTrust.of(
                result,
                counting.record(
                        result.request().base(),
                        market -> SweepTrust.counted(result, market, Clock.systemUTC().instant())));
    }

    private SweepRequest request(BacktestOptions.Plan plan, BarSeries bars) {
        if (top < 1) {
            throw wrong("--top must be at least 1, was " + top);
        }
        try {
            return new SweepRequest(
                    options.request(plan, bars), new Grid(axes), search(), objective, confirmed);
        } catch (IllegalArgumentException e) {
            throw wrong("--grid: " + e.getMessage());
        }
    }

    private Search search() {
        if (random != null && evolve != null) {
            throw wrong("--random and --evolve cannot both be given");
        }
        if (random != null) {
            return atLeastOne("--random", random, new Search.Random(Math.max(1, random), seed));
        }
        if (evolve != null) {
            return atLeastOne("--evolve", evolve, new Search.Evolution(Math.max(1, evolve), seed));
        }
        return new Search.All();
    }

    private Search atLeastOne(String option, int count, Search search) {
        if (count < 1) {
            throw wrong(option + " must be at least 1, was " + count);
        }
        return search;
    }

    private int threads() {
        if (threads == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (threads < 1) {
            throw wrong("--threads must be at least 1, was " + threads);
        }
        return threads;
    }

    private void writeReport(SweepResult result, SweepTrust trust, Progress progress) {
        if (out == null) {
            return;
        }
        progress.says("writing the report");
        try {
            SweepReport.write(out, options.dataName(), result, trust);
        } catch (IOException e) {
            throw new ReportFailure(out, e);
        }
    }

    private void print(SweepResult result, SweepTrust trust) {
        PrintWriter printer = spec.commandLine().getOut();
        switch (format) {
            case JSON -> SweepJson.write(printer, result, trust, top);
            case CSV -> printer.print(SweepReport.csv(result));
            case TABLE -> {
                printer.print(SweepTable.of(options.dataName(), result, trust, top));
                if (out != null) {
                    printer.println();
                    printer.println("Report: " + out.resolve(SweepReport.PAGE));
                }
            }
        }
        printer.flush();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** What a sweep is printed as. */
    enum Format {
        TABLE,
        JSON,
        CSV
    }

    /** A format by its name. */
    static final class FormatName implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            return switch (text) {
                case "table" -> Format.TABLE;
                case "json" -> Format.JSON;
                case "csv" -> Format.CSV;
                default ->
                        throw new TypeConversionException(
                                "must be table, json or csv, was '" + text + "'");
            };
        }
    }

    /** An axis as it is typed. */
    static final class AxisText implements ITypeConverter<Axis> {
        @Override
        public Axis convert(String text) {
            try {
                return Axis.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** An objective by its name. */
    static final class ObjectiveName implements ITypeConverter<Objective> {
        @Override
        public Objective convert(String text) {
            try {
                return Objective.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
