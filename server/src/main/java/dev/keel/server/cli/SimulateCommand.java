package dev.keel.server.cli;

import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.OutputFormat;
import dev.keel.server.cli.terminal.Progress;
import dev.keel.sim.fault.FaultSimulation;
import dev.keel.sim.fault.SimulationReport;
import dev.keel.sim.fault.SimulationRequest;
import dev.keel.sim.fault.plan.Profile;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code keel simulate}: everything goes wrong, in virtual time. Needs no server, no database. */
@Command(
        name = "simulate",
        description = {
            "Runs Keel's own accounts, runners and reconciliation in worlds where everything goes"
                    + " wrong, and checks after every event that no order is lost, none is sent"
                    + " twice, no limit is exceeded, and that the ledger is the broker's truth in"
                    + " the end.",
            "The same seeds give the same hash, always. Ends with 1 if anything was violated."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class SimulateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            required = true,
            description = "How many worlds, one for each seed.")
    private int seeds;

    @Option(
            names = "--from",
            paramLabel = "S",
            defaultValue = "1",
            description = "The first seed. Default: ${DEFAULT-VALUE}.")
    private long from;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "default",
            converter = ProfileName.class,
            description =
                    "Which faults are drawn from: default (all), network, crashes, storage, market,"
                            + " or quiet (none); or all of them at brokers that answer in the codes"
                            + " and within the times of real venues: ccxt (15 exchanges), fix, mt."
                            + " Default: ${DEFAULT-VALUE}.")
    private Profile profile;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "table",
            converter = Converters.Output.class,
            description = "What is printed. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format;

    @Override
    public Integer call() {
        SimulationRequest request = request();
        Progress progress = Progress.onTerminal(spec.commandLine().getErr());
        SimulationReport report;
        try {
            report =
                    FaultSimulation.run(
                            request,
                            done -> progress.says("simulated " + done + " of " + seeds + " worlds"),
                            System::nanoTime);
        } finally {
            progress.ends();
        }
        PrintWriter printer = spec.commandLine().getOut();
        switch (format) {
            case JSON -> SimulationJson.write(printer, report);
            case TABLE -> printer.print(SimulationTable.of(report));
        }
        printer.flush();
        return report.violations() == 0 ? 0 : 1;
    }

    private SimulationRequest request() {
        try {
            return new SimulationRequest(seeds, from, profile);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    /** A profile by its name. */
    static final class ProfileName implements ITypeConverter<Profile> {
        @Override
        public Profile convert(String text) {
            return Profile.named(text)
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    "must be one of " + Profile.labels() + ", was '" + text + "'"));
        }
    }
}
