package dev.keel.server.cli.venues;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.LogLevel;
import dev.keel.server.cli.terminal.OutputFormat;
import dev.keel.server.cli.terminal.Progress;
import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.RigFactory;
import dev.keel.venues.certification.cases.ContractSuite;
import dev.keel.venues.certification.report.Certificates;
import dev.keel.venues.certification.report.ReportJson;
import dev.keel.venues.certification.report.ReportText;
import dev.keel.venues.certification.report.SuiteReport;
import dev.keel.venues.certification.report.SuiteRun;
import dev.keel.venues.certification.report.VenueMatrix;
import dev.keel.venues.certification.rigs.StandardInfos;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keel venues certify}: runs the contract's cases over local simulators. */
@Command(
        name = "certify",
        description = {
            "Runs the numbered cases of the contract over a connector and a simulator of its venue"
                    + " on this machine; nothing leaves it.",
            "A version that fails no case gets a certificate below the data folder, without which"
                    + " it does not trade live money. Exits with 1 if any case failed."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class VenuesCertifyCommand implements Callable<Integer> {
    private final Supplier<RigFactory> rigs;
    private final InstantSource clock;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The venue, such as binance.")
    private @Nullable String name;

    @Option(names = "--all", description = "Every venue that has a simulator.")
    private boolean all;

    @Option(
            names = "--kind",
            paramLabel = "spot|linear",
            converter = KindName.class,
            description = "Only this kind of market.")
    private @Nullable InstrumentKind kind;

    @Option(
            names = "--case",
            paramLabel = "N",
            description = "Only this case; without a certificate.")
    private @Nullable Integer number;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "table",
            converter = Converters.Output.class,
            description = "What is printed. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format;

    @Option(
            names = "--update-docs",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = "docs/venues.md",
            description = "Makes the tables of this document anew; ${FALLBACK-VALUE} if not named.")
    private @Nullable Path document;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder of the installation. Default: ./${DEFAULT-VALUE}.")
    private Path dataDirectory;

    /**
     * @param rigs opened when the command runs, and closed after it
     */
    public VenuesCertifyCommand(Supplier<RigFactory> rigs, InstantSource clock) {
        this.rigs = rigs;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        // Connections break on purpose here.
        LogLevel.unlessGiven("OFF");
        if (all == (name != null)) {
            throw new ParameterException(
                    spec.commandLine(), "either a venue's NAME or --all must be given");
        }
        List<SuiteReport> reports;
        try (RigFactory factory = rigs.get()) {
            reports = run(factory);
        }
        summarize(reports);
        if (document != null) {
            update(document);
        }
        return reports.stream().allMatch(SuiteReport::passed) ? 0 : 1;
    }

    private List<SuiteReport> run(RigFactory factory) {
        List<SuiteRun.Place> places =
                SuiteRun.places(factory).stream()
                        .filter(place -> all || place.venue().value().equals(name))
                        .filter(place -> kind == null || place.kind() == kind)
                        .toList();
        if (places.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "venue must be one that has a simulator"
                            + (kind == null ? "" : " for " + KindName.of(kind))
                            + ", such are "
                            + factory.venues()
                            + ", was '"
                            + name
                            + "'");
        }
        Progress progress = Progress.onTerminal(spec.commandLine().getErr());
        progress.says("certifying " + places.size() + " markets");
        try {
            return new SuiteRun(clock, System::nanoTime)
                    .run(factory, places, cases(), new Heard(places.size(), progress)::hear);
        } finally {
            progress.ends();
        }
    }

    /** Keeps and prints what each market has earned as soon as it is known. */
    private final class Heard {
        private final int markets;
        private final Progress progress;
        private final Certificates certificates = new Certificates(dataDirectory);
        private int done;

        Heard(int markets, Progress progress) {
            this.markets = markets;
            this.progress = progress;
        }

        synchronized void hear(SuiteReport report) {
            certificates.keep(report);
            done++;
            progress.ends();
            if (format == OutputFormat.TABLE) {
                ReportText.lines(report).forEach(spec.commandLine().getOut()::println);
                spec.commandLine().getOut().flush();
            }
            progress.says(done + " of " + markets + " markets certified");
        }
    }

    private List<ContractCase> cases() {
        if (number == null) {
            return ContractSuite.cases();
        }
        return List.of(
                ContractSuite.numbered(number)
                        .orElseThrow(() ->
                                new ParameterException(
                                        spec.commandLine(),
                                        "--case must be the number of a case, was " + number)));
    }

    private void summarize(List<SuiteReport> reports) {
        PrintWriter printer = spec.commandLine().getOut();
        switch (format) {
            case JSON -> printer.println(ReportJson.text(reports));
            case TABLE -> printer.println(ReportText.summary(reports));
        }
        printer.flush();
    }

    private void update(Path file) {
        try {
            String before = Files.readString(file);
            Files.writeString(file, VenueMatrix.updated(before, StandardInfos.all()));
        } catch (IOException e) {
            throw new UncheckedIOException("--update-docs " + file + " cannot be written", e);
        }
    }
}
