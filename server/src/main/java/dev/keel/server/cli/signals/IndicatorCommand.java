package dev.keel.server.cli.signals;

import dev.keel.core.market.BarSeries;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.Environment;
import dev.keel.server.cli.terminal.NamedValues;
import dev.keel.server.cli.terminal.ReportFailure;
import dev.keel.signals.indicator.BarIndicator;
import dev.keel.signals.indicator.BarInput;
import dev.keel.signals.indicator.IndicatorCatalog;
import dev.keel.signals.indicator.IndicatorDefinition;
import dev.keel.signals.indicator.IndicatorDefinition.Feed;
import dev.keel.sim.data.MarketData;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keel indicator}: an indicator's values over a file of bars, for others to check. */
@Command(
        name = "indicator",
        description = {
            "Prints an indicator's values over a file of bars, so that they can be compared with"
                    + " another implementation.",
            "One row a bar: when the bar opened, in UTC; the values at its close; and whether the"
                    + " indicator has warmed up. Values before that still depend on the start."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        footerHeading = "%nIndicators by family, with their parameters:%n")
public final class IndicatorCommand implements Callable<Integer> {
    private final IndicatorCatalog catalog;

    @Spec private CommandSpec spec;

    @Option(
            names = "--list",
            description = "Lists all indicators with their parameters, and does nothing else.")
    private boolean list;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Bars as CSV, packed by gzip or not.")
    private @Nullable Path data;

    @Option(names = "--name", paramLabel = "NAME", description = "Which indicator, see below.")
    private @Nullable String name;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "A parameter of the indicator; may be repeated.")
    private @Nullable List<String> parameters;

    @Option(
            names = "--input",
            paramLabel = "PRICE",
            description =
                    "What of each bar is taken: open, high, low, close, volume, hl2, hlc3 or ohlc4."
                            + " Default: what the indicator usually takes.")
    private @Nullable String input;

    @Option(
            names = "--from",
            paramLabel = "T",
            converter = Converters.Time.class,
            description =
                    "Prints only bars that open at or after this day or time, such as 2024-01-31 or"
                            + " 2024-01-31T16:00:00Z; the indicator sees those before it too.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "T",
            converter = Converters.Time.class,
            description = "Takes only bars that open before this day or time.")
    private @Nullable Instant to;

    @Option(
            names = "--format",
            paramLabel = "csv|table",
            defaultValue = "csv",
            description =
                    "csv prints every digit of a double; table is for reading. Default:"
                            + " ${DEFAULT-VALUE}.")
    private String format;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Writes to this file instead of standard output.")
    private @Nullable Path out;

    private IndicatorCommand(IndicatorCatalog catalog) {
        this.catalog = catalog;
        this.format = "csv";
    }

    /** The command over these indicators, which its help lists. */
    public static CommandLine over(IndicatorCatalog catalog) {
        CommandLine command = new CommandLine(new IndicatorCommand(catalog));
        command.getCommandSpec()
                .usageMessage()
                .footer(
                        IndicatorHelp.lines(catalog).stream()
                                .map(line -> line.replace("%", "%%"))
                                .toArray(String[]::new));
        return command;
    }

    @Override
    public Integer call() {
        PrintWriter printer = spec.commandLine().getOut();
        if (list) {
            IndicatorHelp.lines(catalog).forEach(printer::println);
            printer.flush();
            return 0;
        }
        Path file = required("--data", data);
        String wanted = required("--name", name);
        IndicatorDefinition definition = named("--name", () -> catalog.find(wanted));
        IndicatorRows.Layout layout = named("--format", () -> IndicatorRows.Layout.parse(format));
        BarIndicator indicator = indicator(definition);
        BarSeries bars = untilTheEnd(MarketData.load(file, Environment.barCache()).series());
        long firstMillis = from == null ? Long.MIN_VALUE : from.toEpochMilli();
        IndicatorRows rows = new IndicatorRows(layout, definition, firstMillis);
        if (out == null) {
            rows.print(printer, indicator, bars);
            printer.flush();
        } else {
            write(out, rows, indicator, bars);
        }
        return 0;
    }

    private BarIndicator indicator(IndicatorDefinition definition) {
        Map<String, String> given = given();
        if (input == null) {
            return named("--param", () -> definition.create(given));
        }
        String chosen = input;
        BarInput price = named("--input", () -> BarInput.parse(chosen));
        return switch (definition.input()) {
            case Feed.OneNumber _ -> named("--param", () -> definition.create(given, price));
            case Feed.WholeBars _ ->
                    throw wrong(
                            "--input cannot be chosen for "
                                    + definition.name()
                                    + ", which takes whole bars");
        };
    }

    /** All bars before the end: what is printed hangs on those before it too. */
    private BarSeries untilTheEnd(BarSeries bars) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw wrong("--from must be before --to, was " + from + " with --to " + to);
        }
        BarSeries part = to == null ? bars : bars.between(Long.MIN_VALUE, to.toEpochMilli());
        boolean nothing =
                part.isEmpty()
                        || (from != null && part.openMillis(part.size() - 1) < from.toEpochMilli());
        if (nothing) {
            throw wrong(
                    "--from and --to leave no bar: the file's open from "
                            + bars.bar(0).openTime()
                            + " to "
                            + bars.bar(bars.size() - 1).openTime());
        }
        return part;
    }

    private static void write(
            Path file, IndicatorRows rows, BarIndicator indicator, BarSeries bars) {
        try (PrintWriter writer =
                new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            rows.print(writer, indicator, bars);
            if (writer.checkError()) {
                throw new IOException("the file system refused it");
            }
        } catch (IOException e) {
            throw new ReportFailure(file, e);
        }
    }

    private Map<String, String> given() {
        try {
            return NamedValues.parse(parameters);
        } catch (IllegalArgumentException e) {
            throw wrong("--param " + e.getMessage());
        }
    }

    private <T> T required(String option, @Nullable T value) {
        if (value == null) {
            throw wrong(option + " is missing; --list tells what there is");
        }
        return value;
    }

    private <T> T named(String option, Supplier<T> checked) {
        try {
            return checked.get();
        } catch (IllegalArgumentException e) {
            throw wrong(option + ": " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
