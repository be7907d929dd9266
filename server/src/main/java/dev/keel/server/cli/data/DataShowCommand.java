package dev.keel.server.cli.data;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.sim.data.ColumnarFile;
import dev.keel.sim.data.MarketData;
import dev.keel.sim.data.SourceKey;
import dev.keel.sim.market.DataQuality;
import dev.keel.sim.market.LoadedBars;
import dev.keel.sim.parquet.ParquetBars;
import dev.keel.sim.report.Figures;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keel data show}: what a file of bars holds. */
@Command(
        name = "show",
        description = "Shows what a file of bars holds: CSV, CSV.gz, Parquet or .bars.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class DataShowCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--in", paramLabel = "FILE", required = true, description = "The file.")
    private Path in;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many bars of each end are shown. Default: ${DEFAULT-VALUE}.")
    private int rows;

    private DataShowCommand() {}

    @Override
    public Integer call() {
        if (rows < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--rows must not be negative, was " + rows);
        }
        LoadedBars loaded = MarketData.load(in, Optional.empty());
        BarSeries bars = loaded.series();
        DataQuality quality = loaded.quality();
        PrintWriter printer = spec.commandLine().getOut();
        printer.println(in.getFileName() + ": " + kind());
        printer.printf(
                Locale.ROOT,
                "%,d bars of %s, %s to %s UTC; prices have %d decimals, volumes %d%n",
                bars.size(),
                bars.format().timeframe(),
                Figures.time(bars.bar(0).openTime()),
                Figures.time(bars.bar(bars.size() - 1).openTime()),
                bars.format().priceDecimals(),
                bars.format().volumeDecimals());
        printer.printf(
                Locale.ROOT,
                "%,d gaps (%,d bars would fit), %,d flat bars, %,d without volume%n%n",
                quality.gaps(),
                quality.missingBars(),
                quality.flatBars(),
                quality.zeroVolumeBars());
        print(printer, bars);
        printer.flush();
        return 0;
    }

    private String kind() {
        if (ColumnarFile.isOne(in)) {
            SourceKey source = ColumnarFile.sourceOf(in);
            return String.format(
                    Locale.ROOT,
                    "columnar, made of %s (%,d bytes, SHA-256 %s)",
                    source.name(),
                    source.size(),
                    source.sha256());
        }
        return ParquetBars.isOne(in) ? "Parquet" : "CSV";
    }

    private void print(PrintWriter printer, BarSeries bars) {
        printer.println("timestamp,open,high,low,close,volume");
        for (int i = 0; i < bars.size(); i++) {
            boolean first = i < rows;
            boolean last = i >= bars.size() - rows;
            if (first || last) {
                print(printer, bars.bar(i));
            } else if (i == rows) {
                printer.println("...");
            }
        }
    }

    private static void print(PrintWriter printer, Bar bar) {
        printer.println(
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
                        + bar.volumeQuantity());
    }
}
