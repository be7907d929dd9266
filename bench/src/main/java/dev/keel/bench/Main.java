package dev.keel.bench;

import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the benchmarks. Without a benchmark's name it prints its help. */
@Command(
        name = "keel bench",
        description = "Measures Keel beside the raw limit of this machine, in one run.",
        mixinStandardHelpOptions = true)
public final class Main implements Runnable {

    @Spec private CommandSpec spec;

    private Main() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "backtest",
            description = "Bars per second of a backtest, beside a hand-written loop over arrays.",
            mixinStandardHelpOptions = true)
    int backtest(
            @Option(names = "--format", defaultValue = "table", description = "table or json")
                    Format format,
            @Option(
                            names = "--data",
                            defaultValue = "../shared/data/crypto_btcperp_1m.csv.gz",
                            description = "bars to play end to end; default ${DEFAULT-VALUE}")
                    Path data,
            @Option(
                            names = "--bars",
                            defaultValue = "1000000",
                            description = "bars at least; default ${DEFAULT-VALUE}")
                    int bars,
            @Option(
                            names = "--rounds",
                            defaultValue = "40",
                            description = "measurements, the best counts; default ${DEFAULT-VALUE}")
                    int rounds) {
        requireAtLeastOne("--bars", bars);
        requireAtLeastOne("--rounds", rounds);
        print(new BacktestBench(data, bars, rounds).run(), format);
        return 0;
    }

    @Command(
            name = "sweep",
            description = "Combinations per second of a sweep, beside a hand-written loop.",
            mixinStandardHelpOptions = true)
    int sweep(
            @Option(names = "--format", defaultValue = "table", description = "table or json")
                    Format format,
            @Option(
                            names = "--data",
                            defaultValue = "../shared/data/crypto_btcperp_1m.csv.gz",
                            description = "bars to sweep over; default ${DEFAULT-VALUE}")
                    Path data,
            @Option(
                            names = "--rounds",
                            defaultValue = "10",
                            description = "measurements, the best counts; default ${DEFAULT-VALUE}")
                    int rounds) {
        requireAtLeastOne("--rounds", rounds);
        print(new SweepBench(data, rounds).run(), format);
        return 0;
    }

    @Command(
            name = "load",
            description = "Loading bars from CSV and the columnar form, beside reading the bytes.",
            mixinStandardHelpOptions = true)
    int load(
            @Option(names = "--format", defaultValue = "table", description = "table or json")
                    Format format,
            @Option(
                            names = "--data",
                            defaultValue = "../shared/data/crypto_btcperp_1m.csv.gz",
                            description = "bars to write end to end; default ${DEFAULT-VALUE}")
                    Path data,
            @Option(
                            names = "--bars",
                            defaultValue = "1000000",
                            description = "bars at least; default ${DEFAULT-VALUE}")
                    int bars,
            @Option(
                            names = "--rounds",
                            defaultValue = "15",
                            description = "measurements, the best counts; default ${DEFAULT-VALUE}")
                    int rounds) {
        requireAtLeastOne("--bars", bars);
        requireAtLeastOne("--rounds", rounds);
        print(new LoadBench(data, bars, rounds).run(), format);
        return 0;
    }

    @Command(
            name = "pipeline",
            description = "Durable orders per second at 1 and at 200 accounts, beside raw JDBC.",
            mixinStandardHelpOptions = true)
    int pipeline(
            @Option(names = "--format", defaultValue = "table", description = "table or json")
                    Format format,
            @Option(
                            names = "--seconds",
                            defaultValue = "8",
                            description = "seconds for each measurement; default ${DEFAULT-VALUE}")
                    int seconds) {
        requireAtLeastOne("--seconds", seconds);
        print(new PipelineBench(Duration.ofSeconds(seconds)).run(), format);
        return 0;
    }

    @Command(
            name = "reconcile",
            description = "Positions held against venue statements, beside a bare comparison.",
            mixinStandardHelpOptions = true)
    int reconcile(
            @Option(names = "--format", defaultValue = "table", description = "table or json")
                    Format format,
            @Option(
                            names = "--positions",
                            defaultValue = "100000",
                            description = "positions at least; default ${DEFAULT-VALUE}")
                    int positions,
            @Option(
                            names = "--rounds",
                            defaultValue = "10",
                            description = "measurements, the best counts; default ${DEFAULT-VALUE}")
                    int rounds) {
        requireAtLeastOne("--positions", positions);
        requireAtLeastOne("--rounds", rounds);
        print(new ReconcileBench(positions, rounds).run(), format);
        return 0;
    }

    @Command(
            name = "fanout",
            description = "One signal to many accounts: from the first send to the last.",
            mixinStandardHelpOptions = true)
    int fanout(
            @Option(names = "--format", defaultValue = "table", description = "table or json")
                    Format format,
            @Option(
                            names = "--accounts",
                            defaultValue = "1000",
                            description = "accounts that take the signal; default ${DEFAULT-VALUE}")
                    int accounts,
            @Option(
                            names = "--rounds",
                            defaultValue = "10",
                            description =
                                    "signals that are measured, the median counts; default"
                                            + " ${DEFAULT-VALUE}")
                    int rounds) {
        requireAtLeastOne("--accounts", accounts);
        requireAtLeastOne("--rounds", rounds);
        print(new FanoutBench(accounts, rounds).run(), format);
        return 0;
    }

    @Command(
            name = "fix",
            description = "Orders over a FIX session kept in PostgreSQL, beside one in memory.",
            mixinStandardHelpOptions = true)
    int fix(
            @Option(names = "--format", defaultValue = "table", description = "table or json")
                    Format format,
            @Option(
                            names = "--orders",
                            defaultValue = "20000",
                            description = "orders of each round; default ${DEFAULT-VALUE}")
                    int orders,
            @Option(
                            names = "--rounds",
                            defaultValue = "5",
                            description =
                                    "measurements, the median counts; default ${DEFAULT-VALUE}")
                    int rounds) {
        requireAtLeastOne("--orders", orders);
        requireAtLeastOne("--rounds", rounds);
        print(new FixBench(orders, rounds).run(), format);
        return 0;
    }

    @Command(
            name = "fusion",
            description = "Bars per second of all rule-based experts and their fusion on one core.",
            mixinStandardHelpOptions = true)
    int fusion(
            @Option(names = "--format", defaultValue = "table", description = "table or json")
                    Format format,
            @Option(
                            names = "--data",
                            defaultValue = "../shared/data/crypto_btcperp_1m.csv.gz",
                            description = "bars to play; default ${DEFAULT-VALUE}")
                    Path data,
            @Option(
                            names = "--rounds",
                            defaultValue = "10",
                            description = "measurements, the best counts; default ${DEFAULT-VALUE}")
                    int rounds) {
        requireAtLeastOne("--rounds", rounds);
        print(new FusionBench(data, rounds).run(), format);
        return 0;
    }

    @Command(
            name = "scanner",
            description = "Time to scan and rank many symbols on five timeframes, on all cores.",
            mixinStandardHelpOptions = true)
    int scanner(
            @Option(names = "--format", defaultValue = "table", description = "table or json")
                    Format format,
            @Option(
                            names = "--symbols",
                            defaultValue = "500",
                            description = "symbols; default ${DEFAULT-VALUE}")
                    int symbols,
            @Option(
                            names = "--bars",
                            defaultValue = "500",
                            description = "bars per symbol and timeframe; default ${DEFAULT-VALUE}")
                    int bars,
            @Option(
                            names = "--rounds",
                            defaultValue = "3",
                            description = "measurements, the best counts; default ${DEFAULT-VALUE}")
                    int rounds) {
        requireAtLeastOne("--symbols", symbols);
        requireAtLeastOne("--bars", bars);
        requireAtLeastOne("--rounds", rounds);
        print(new ScannerBench(symbols, bars, rounds).run(), format);
        return 0;
    }

    /**
     * Runs one benchmark and ends the process with its exit code.
     *
     * @param arguments the benchmark's name and its options
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, _) -> {
                    command.getErr().println("keel bench: " + failure.getMessage());
                    return 1;
                })
                .setParameterExceptionHandler((failure, _) -> {
                    failure.getCommandLine()
                            .getErr()
                            .println("keel bench: " + failure.getMessage());
                    return 2;
                });
    }

    private void requireAtLeastOne(String option, int value) {
        if (value < 1) {
            throw new ParameterException(
                    spec.commandLine(), "option " + option + " must be at least 1, was " + value);
        }
    }

    private void print(BenchResult result, Format format) {
        ResultPrinter.print(result, format, spec.commandLine().getOut());
    }
}
