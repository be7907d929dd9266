package dev.keel.server.cli.signals;

import dev.keel.core.market.Timeframe;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.OutputFormat;
import dev.keel.server.cli.terminal.Progress;
import dev.keel.signals.expert.ExpertDefinition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code keel scan}: ranks files and timeframes by what all experts say at the last bar. */
@Command(
        name = "scan",
        description = {
            "Ranks markets by what all experts say at their last closed bar, with reasons.",
            "Every file is a symbol; its bars are joined to each timeframe asked for. Experts learn"
                    + " from each market's own past, bar by bar, and from nothing else.",
            "A file that cannot be read is named on standard error; the others are ranked all the"
                    + " same, and the exit code is 1."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class ScanCommand implements Callable<Integer> {
    private final List<ExpertDefinition> experts;

    @Spec private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            arity = "1..*",
            description =
                    "Bars as CSV or CSV.gz: timestamp,open,high,low,close,volume; several files, one"
                            + " symbol each.")
    private List<Path> data;

    @Option(
            names = "--timeframes",
            paramLabel = "LIST",
            split = ",",
            defaultValue = "5m,15m,1h,4h,1d",
            converter = Frame.class,
            description =
                    "What bars are joined to, such as 15m,1h; those that are no multiple of a file's"
                            + " own are passed over for that file. Default: ${DEFAULT-VALUE}.")
    private List<Timeframe> timeframes;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many rows at most. Default: ${DEFAULT-VALUE}.")
    private int top;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "table",
            converter = Converters.Output.class,
            description = "What is printed. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format;

    @Option(
            names = "--experts",
            description =
                    "Also prints, per market, each expert's weight and the logarithmic loss of what"
                            + " it said; 0.6931 is that of knowing nothing.")
    private boolean standings;

    /** The command with these experts. */
    public ScanCommand(List<ExpertDefinition> experts) {
        this.experts = List.copyOf(experts);
    }

    @Override
    public Integer call() {
        if (top < 1) {
            throw new ParameterException(
                    spec.commandLine(), "option --top must be at least 1, was " + top);
        }
        Progress progress = Progress.onTerminal(spec.commandLine().getErr());
        FileScan scan;
        try {
            progress.says("scanning " + data.size() + " files");
            scan = FileScan.of(data, timeframes, experts);
        } finally {
            progress.ends();
        }
        PrintWriter printer = spec.commandLine().getOut();
        switch (format) {
            case JSON -> ScanJson.write(printer, scan, top, standings);
            case TABLE -> printer.print(ScanTable.of(scan, top, standings));
        }
        printer.flush();
        PrintWriter errors = spec.commandLine().getErr();
        scan.failures().forEach(failure -> errors.println("keel: " + failure.message()));
        errors.flush();
        return scan.failures().isEmpty() ? 0 : 1;
    }

    /** A timeframe. */
    static final class Frame implements ITypeConverter<Timeframe> {
        @Override
        public Timeframe convert(String text) {
            try {
                return Timeframe.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
