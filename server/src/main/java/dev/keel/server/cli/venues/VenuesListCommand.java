package dev.keel.server.cli.venues;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.server.cli.terminal.Converters;
import dev.keel.server.cli.terminal.OutputFormat;
import dev.keel.venues.certification.report.Certificates;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.connector.ConnectorInfo;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code keel venues list}: every venue, and whether its connector is certified here. */
@Command(
        name = "list",
        description = {
            "Lists every venue with its technology, its markets, and what its connector is:",
            "certified for live money in this version, not certified, or not reviewed by people"
                    + " and for market data alone."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class VenuesListCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final KnownVenues venues;

    @Spec private CommandSpec spec;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder of the installation. Default: ./${DEFAULT-VALUE}.")
    private Path dataDirectory;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "table",
            converter = Converters.Output.class,
            description = "What is printed. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format;

    public VenuesListCommand(KnownVenues venues) {
        this.venues = venues;
    }

    @Override
    public Integer call() {
        Certificates certificates = new Certificates(dataDirectory);
        PrintWriter printer = spec.commandLine().getOut();
        switch (format) {
            case TABLE -> table(printer, certificates);
            case JSON -> json(printer, certificates);
        }
        printer.flush();
        return 0;
    }

    private void table(PrintWriter printer, Certificates certificates) {
        String row = "%-18s %-11s %-8s %-13s %s%n";
        printer.printf(Locale.ROOT, row, "VENUE", "TECHNOLOGY", "MARKET", "STATE", "TEST NETWORK");
        for (ConnectorInfo info : venues.in(dataDirectory)) {
            for (InstrumentKind kind : info.capabilities().keySet()) {
                printer.printf(
                        Locale.ROOT,
                        row,
                        info.venue(),
                        info.technology(),
                        KindName.of(kind),
                        state(info, kind, certificates),
                        info.can(kind, Capability.TEST_NETWORK) ? "yes" : "no");
            }
        }
        if (venues.in(dataDirectory).isEmpty()) {
            printer.println("no venue is known");
        }
    }

    private void json(PrintWriter printer, Certificates certificates) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode array = root.putArray("venues");
        for (ConnectorInfo info : venues.in(dataDirectory)) {
            ObjectNode node = array.addObject();
            node.put("venue", info.venue().value());
            node.put("name", info.name());
            node.put("technology", info.technology().toString());
            node.put("version", info.version());
            node.put("reviewed", info.reviewed());
            ArrayNode markets = node.putArray("markets");
            for (InstrumentKind kind : info.capabilities().keySet()) {
                ObjectNode market = markets.addObject();
                market.put("kind", KindName.of(kind));
                market.put("state", state(info, kind, certificates));
                market.put("testNetwork", info.can(kind, Capability.TEST_NETWORK));
                market.put(
                        "capabilities",
                        info.capabilities().get(kind).stream()
                                .map(Capability::toString)
                                .collect(Collectors.joining(" ")));
            }
        }
        printer.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
    }

    static String state(ConnectorInfo info, InstrumentKind kind, Certificates certificates) {
        if (!info.reviewed()) {
            return "unreviewed";
        }
        return certificates.valid(info, kind) ? "certified" : "uncertified";
    }
}
