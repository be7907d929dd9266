package dev.keel.server.cli.data;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.Environment;
import dev.keel.server.cli.terminal.Progress;
import dev.keel.server.cli.terminal.ReportFailure;
import dev.keel.sim.data.BarCache;
import dev.keel.sim.data.BarImport;
import dev.keel.sim.data.ColumnarFile;
import dev.keel.sim.data.FactorFile;
import dev.keel.sim.data.ImportRules;
import dev.keel.sim.data.WholeFile;
import dev.keel.sim.market.DataFile;
import dev.keel.sim.parquet.ParquetBars;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keel data import}: reads a file, says what it is worth, and writes what can be used. */
@Command(
        name = "import",
        description = {
            "Reads bars or trades, refuses what cannot be used, says why, and writes the rest in a form"
                    + " that loads at once.",
            "Without --out a file without fault goes into the cache, where keel backtest --data finds"
                    + " it by its content."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class DataImportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--in",
            paramLabel = "FILE",
            required = true,
            description =
                    "Bars as CSV, CSV.gz or Parquet (timestamp,open,high,low,close,volume), or trades as"
                            + " CSV or CSV.gz (timestamp,price,quantity,side).")
    private Path in;

    @Option(
            names = "--format",
            paramLabel = "csv|parquet",
            description = "What the file must be. Default: what it shows to be.")
    private @Nullable String format;

    @Option(
            names = "--symbol",
            paramLabel = "NAME",
            description = "Name of the file that is written into a folder. Default: that of --in.")
    private @Nullable String symbol;

    @Option(
            names = "--timeframe",
            paramLabel = "T",
            converter = Converters.Frame.class,
            description =
                    "Length of a bar, such as 1m. Default: the most frequent distance of two bars;"
                            + " trades need one.")
    private @Nullable Timeframe timeframe;

    @Option(
            names = "--factors",
            paramLabel = "FILE",
            description =
                    "Splits and dividends (date,price_factor,split_factor) to adjust prices and volumes"
                            + " for.")
    private @Nullable Path factors;

    @Option(
            names = "--tick",
            paramLabel = "STEP",
            converter = Converters.Decimal.class,
            description = "Prices must be multiples of it; other rows are refused.")
    private @Nullable BigDecimal tick;

    @Option(
            names = "--calendar",
            paramLabel = "derived|24x7|weekdays",
            defaultValue = "derived",
            description =
                    "When the market is open: as the bars show it, always, or from Monday to Friday."
                            + " Default: ${DEFAULT-VALUE}.")
    private String calendar;

    @Option(
            names = "--holidays",
            paramLabel = "FILE",
            description =
                    "Days on which the market is closed, one on each line, such as 2024-12-25.")
    private @Nullable Path holidays;

    @Option(
            names = "--out",
            paramLabel = "FILE|DIR",
            description =
                    "What is written: a file that ends in .bars, .parquet or .csv, or a folder, which"
                            + " gets a .bars file. Default: the cache.")
    private @Nullable Path out;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "The cache. Default: KEEL_CACHE, else keel/bars below the person's cache folder.")
    private @Nullable Path cache;

    @Option(
            names = "--strict",
            description =
                    "Writes nothing and ends with 1 if anything was refused, moved, missing, stale or a"
                            + " spike.")
    private boolean strict;

    @Option(
            names = "--report",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "How the report is printed. Default: ${DEFAULT-VALUE}.")
    private String report;

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "How many refusals, gaps and spikes the text shows of each; JSON has all. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int shown;

    private DataImportCommand() {}

    @Override
    public Integer call() {
        ImportRules rules = rules();
        requireChoices();
        Progress progress = Progress.onTerminal(spec.commandLine().getErr());
        BarImport imported;
        try {
            progress.says("reading " + in.getFileName());
            imported = BarImport.of(in, rules);
        } finally {
            progress.ends();
        }
        boolean stops = strict && !imported.report().isFaultless();
        String written = stops ? "nothing was written: --strict" : write(imported, rules);
        PrintWriter printer = spec.commandLine().getOut();
        if (report.equals("json")) {
            QualityJson.write(printer, imported.report(), written);
        } else {
            printer.print(QualityText.of(imported.report(), written, shown));
        }
        printer.flush();
        return stops ? 1 : 0;
    }

    private void requireChoices() {
        if (!report.equals("text") && !report.equals("json")) {
            throw wrong("--report must be text or json, was '" + report + "'");
        }
        if (shown < 0) {
            throw wrong("--lines must not be negative, was " + shown);
        }
        if (format == null) {
            return;
        }
        boolean parquet = ParquetBars.isOne(in);
        switch (format) {
            case "csv" -> {
                if (parquet) {
                    throw wrong("--format is csv, but " + in.getFileName() + " is Parquet");
                }
            }
            case "parquet" -> {
                if (!parquet && Files.isRegularFile(in)) {
                    throw wrong("--format is parquet, but " + in.getFileName() + " is not");
                }
            }
            default -> throw wrong("--format must be csv or parquet, was '" + format + "'");
        }
    }

    private ImportRules rules() {
        ImportRules rules = ImportRules.PLAIN.withHours(hours());
        if (timeframe != null) {
            rules = rules.withTimeframe(timeframe);
        }
        if (tick != null) {
            try {
                rules = rules.withTick(new Price(tick));
            } catch (IllegalArgumentException e) {
                throw wrong("--tick: " + e.getMessage());
            }
        }
        if (factors != null) {
            rules = rules.withFactors(FactorFile.read(factors));
        }
        return holidays == null ? rules : rules.withHolidays(days(holidays));
    }

    private ImportRules.Hours hours() {
        return switch (calendar) {
            case "derived" -> ImportRules.Hours.DERIVED;
            case "24x7" -> ImportRules.Hours.ALWAYS;
            case "weekdays" -> ImportRules.Hours.WEEKDAYS;
            default ->
                    throw wrong(
                            "--calendar must be derived, 24x7 or weekdays, was '" + calendar + "'");
        };
    }

    private Set<LocalDate> days(Path file) {
        return DataFile.read(
                file,
                (name, bytes) -> {
                    Set<LocalDate> days = new TreeSet<>();
                    BufferedReader lines =
                            new BufferedReader(
                                    new InputStreamReader(bytes, StandardCharsets.UTF_8));
                    String text;
                    for (long line = 1; (text = lines.readLine()) != null; line++) {
                        if (!text.isBlank()) {
                            days.add(day(name, line, text.strip()));
                        }
                    }
                    return days;
                });
    }

    private LocalDate day(String file, long line, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw wrong(
                    "--holidays: " + file + " line " + line + " must be a day such as 2024-12-25");
        }
    }

    /** Writes what was asked for, and says what that was. */
    private String write(BarImport imported, ImportRules rules) {
        try {
            if (out == null) {
                return writeIntoCache(imported, rules);
            }
            Path file = target();
            String name = file.toString();
            if (name.endsWith(".parquet")) {
                WholeFile.write(file, part -> ParquetBars.write(part, imported.series()));
            } else if (name.endsWith(".csv")) {
                WholeFile.write(file, part -> writeCsv(part, imported.series()));
            } else {
                ColumnarFile.write(file, imported.columnar());
            }
            return "written: " + file;
        } catch (IOException e) {
            throw new ReportFailure(out == null ? in : out, e);
        }
    }

    private String writeIntoCache(BarImport imported, ImportRules rules) throws IOException {
        if (!imported.standsForSource(rules)) {
            return "nothing was written: what was kept is not what the file holds; --out FILE.bars"
                    + " writes it";
        }
        Optional<BarCache> folder =
                cache == null ? Environment.barCache() : Optional.of(new BarCache(cache));
        return folder.isPresent()
                ? "cached: " + folder.get().put(imported.columnar())
                : "nothing was written: there is no cache folder; use --cache or --out";
    }

    private Path target() {
        Path asked = out == null ? in : out;
        String name = asked.toString();
        if (name.endsWith(".parquet")
                || name.endsWith(".csv")
                || name.endsWith(ColumnarFile.SUFFIX)) {
            return asked;
        }
        String stem =
                symbol != null
                        ? symbol
                        : String.valueOf(in.getFileName())
                                .replaceFirst("(?i)(\\.(csv|parquet))?(\\.gz)?$", "");
        if (stem.isEmpty() || stem.contains("/") || stem.contains("\\")) {
            throw wrong("--symbol must be a plain name, was '" + stem + "'");
        }
        return asked.resolve(stem + ColumnarFile.SUFFIX);
    }

    private static void writeCsv(Path part, BarSeries bars) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(part)) {
            writer.write("timestamp,open,high,low,close,volume\n");
            for (int i = 0; i < bars.size(); i++) {
                Bar bar = bars.bar(i);
                writer.write(
                        bar.openTime()
                                + ","
                                + bar.openPrice()
                                + ","
                                + bar.highPrice()
                                + ","
                                + bar.lowPrice()
                                + ","
                                + bar.closePrice()
                                + ","
                                + bar.volumeQuantity()
                                + "\n");
            }
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
