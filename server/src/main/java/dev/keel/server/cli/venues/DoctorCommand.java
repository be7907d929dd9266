package dev.keel.server.cli.venues;

import dev.keel.server.cli.terminal.Environment;
import dev.keel.server.venues.Certificates;
import dev.keel.server.venues.ConnectorSource;
import dev.keel.server.venues.VenueOffice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keel doctor}, and {@code keel venues doctor}: whether all that Keel needs is in order. */
@Command(
        name = "doctor",
        description = {
            "Looks at Java, Node, disk, database, clock, vault, and at every account as it was found"
                    + " last and its connector's certificate.",
            "Asks no venue: keel accounts check NAME does. Ends with 1 if there is a problem."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class DoctorCommand implements Callable<Integer> {
    private final ConnectorSource source;
    private final Certificates certificates;
    private final Clock clock;

    @Spec private CommandSpec spec;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder of the ledger. Default: ./${DEFAULT-VALUE}.")
    private Path dataDirectory;

    public DoctorCommand(ConnectorSource source, Certificates certificates, Clock clock) {
        this.source = source;
        this.certificates = certificates;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        List<Finding> findings =
                new ArrayList<>(
                        new MachineCheck(dataDirectory, Environment.databaseUrl(), clock)
                                .findings());
        try (VenueOffice office = new VenueOffice(dataDirectory, source)) {
            findings.addAll(
                    new AccountCheck(office.accounts(), certificates, dataDirectory, clock)
                            .findings());
        } catch (IllegalStateException e) {
            findings.add(Finding.problem("accounts", String.valueOf(e.getMessage())));
        }
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(finding -> out.println(finding.line()));
        long problems =
                findings.stream()
                        .filter(finding -> finding.grade() == Finding.Grade.PROBLEM)
                        .count();
        out.println(problems == 0 ? "no problem was found" : problems + " problem(s) found");
        out.flush();
        return problems == 0 ? 0 : 1;
    }
}
