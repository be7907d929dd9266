package dev.keel.server.cli.venues;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.outcome.Operation;
import dev.keel.core.venue.outcome.OutcomeTable;
import dev.keel.core.venue.outcome.VenueProfiles;
import dev.keel.core.venue.outcome.Verdict;
import dev.keel.server.cli.terminal.Paragraph;
import dev.keel.venues.certification.report.Certificate;
import dev.keel.venues.certification.report.Certificates;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.connector.ConnectorInfo;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keel venues show}: what is known of one venue. */
@Command(
        name = "show",
        description =
                "Shows what a connector can do, what an account there needs, what the venue's"
                        + " codes prove, how far its silence can be trusted, and its certificates.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class VenuesShowCommand implements Callable<Integer> {
    private final KnownVenues venues;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The venue, such as binance.")
    private String name;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder of the installation. Default: ./${DEFAULT-VALUE}.")
    private Path dataDirectory;

    public VenuesShowCommand(KnownVenues venues) {
        this.venues = venues;
    }

    @Override
    public Integer call() {
        ConnectorInfo info = find();
        PrintWriter printer = spec.commandLine().getOut();
        printer.println(
                info.name()
                        + " ("
                        + info.venue()
                        + ") by "
                        + info.technology()
                        + ", version "
                        + info.version()
                        + (info.reviewed() ? "" : ", not reviewed: market data alone"));
        credentials(printer, info);
        info.capabilities().keySet().forEach(kind -> market(printer, info, kind));
        outcomes(printer, info.venue().value());
        printer.flush();
        return 0;
    }

    private ConnectorInfo find() {
        return venues.in(dataDirectory).stream()
                .filter(info -> info.venue().value().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ParameterException(
                                spec.commandLine(),
                                "venue must be one of "
                                        + venues.in(dataDirectory).stream()
                                                .map(ConnectorInfo::venue)
                                                .toList()
                                        + ", was '"
                                        + name
                                        + "'"));
    }

    private static void credentials(PrintWriter printer, ConnectorInfo info) {
        printer.println();
        printer.println("An account needs:");
        if (info.credentials().isEmpty()) {
            printer.println("  nothing");
        }
        for (ConnectorInfo.CredentialField field : info.credentials()) {
            printer.println(
                    "  "
                            + field.name()
                            + ": "
                            + field.label()
                            + (field.secrecy() == ConnectorInfo.Secrecy.SECRET ? ", secret" : "")
                            + (field.optional() ? ", optional" : ""));
        }
    }

    private void market(PrintWriter printer, ConnectorInfo info, InstrumentKind kind) {
        Certificates certificates = new Certificates(dataDirectory);
        printer.println();
        printer.println(
                KindName.of(kind)
                        + ": "
                        + VenuesListCommand.state(info, kind, certificates)
                        + certificates
                                .problem(info, kind)
                                .map(problem -> " (" + problem + ")")
                                .orElse(""));
        Optional<Certificate> certificate = certificates.find(info.venue(), kind);
        certificate.ifPresent(held ->
                printer.println(
                        "  certificate of "
                                + held.at()
                                + " for version "
                                + held.connectorVersion()
                                + ": "
                                + held.passed()
                                + " passed, "
                                + held.notApplicable()
                                + " not applicable, "
                                + held.notShown()
                                + " not shown"));
        list(printer, "  can: ", info, kind, true);
        list(printer, "  cannot, and refuses before the wire: ", info, kind, false);
    }

    private static void list(
            PrintWriter printer,
            String heading,
            ConnectorInfo info,
            InstrumentKind kind,
            boolean can) {
        String words =
                Stream.of(Capability.values())
                        .filter(capability -> info.can(kind, capability) == can)
                        .map(Capability::toString)
                        .collect(Collectors.joining(", "));
        Paragraph.lines(heading + (words.isEmpty() ? "nothing" : words), 4)
                .forEach(printer::println);
    }

    private static void outcomes(PrintWriter printer, String venue) {
        VenueProfile profile = VenueProfiles.of(venue);
        printer.println();
        printer.println(
                "Silence: a request may be taken for "
                        + profile.requestValidity().toSeconds()
                        + " s, an order hidden for "
                        + profile.visibilityDelay().toSeconds()
                        + " s, an answer waited for "
                        + profile.answerPatience().toSeconds()
                        + " s");
        if (!VenueProfiles.venues().contains(venue)) {
            printer.println("Codes: see the table of its technology");
            return;
        }
        OutcomeTable table = OutcomeTable.load(venue);
        for (Operation operation : Operation.values()) {
            Map<Verdict, Long> counts = table.counts(operation);
            printer.println(
                    "Codes in answer to a "
                            + operation
                            + ": "
                            + counts
                            + "; every other one proves nothing");
        }
    }
}
