package dev.keel.venues.certification.report;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.outcome.VenueProfiles;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.connector.ConnectorInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The part of {@code docs/venues.md} that is made from the connectors themselves, between two
 * marks. It is made of what a version of the sources says alone, so that it can be checked
 * anywhere.
 */
public final class VenueMatrix {
    static final String BEGIN = "<!-- made by ./keel venues certify --update-docs; do not edit -->";
    static final String END = "<!-- end of what is made -->";

    private VenueMatrix() {}

    /**
     * A document with the part between its marks made anew.
     *
     * @throws IllegalArgumentException if the marks are missing
     */
    public static String updated(String document, List<ConnectorInfo> connectors) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(
                    "the document must have the marks of the part that is made");
        }
        return document.substring(0, begin + BEGIN.length())
                + "\n\n"
                + String.join("\n", lines(connectors))
                + "\n\n"
                + document.substring(end);
    }

    /** The tables, as Markdown. */
    static List<String> lines(List<ConnectorInfo> connectors) {
        List<ConnectorInfo> reviewed =
                connectors.stream()
                        .filter(ConnectorInfo::reviewed)
                        .sorted(Comparator.comparing(ConnectorInfo::venue))
                        .toList();
        List<String> lines = new ArrayList<>();
        lines.addAll(places(reviewed));
        Map<InstrumentKind, String> headings = new EnumMap<>(InstrumentKind.class);
        headings.put(InstrumentKind.SPOT, "### Spot");
        headings.put(InstrumentKind.LINEAR, "### Linear derivatives");
        headings.forEach((kind, heading) -> {
            lines.addAll(List.of("", heading, ""));
            lines.addAll(capabilities(reviewed, kind));
        });
        return lines;
    }

    private static List<String> places(List<ConnectorInfo> connectors) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| venue | by | markets | version | test network | request valid | may be hidden"
                        + " | an account needs |");
        lines.add("|---|---|---|---|---|---|---|---|");
        for (ConnectorInfo info : connectors) {
            VenueProfile profile = VenueProfiles.of(info.venue().value());
            lines.add(
                    String.join(
                            " | ",
                            "| " + info.venue(),
                            info.technology().toString(),
                            kinds(info),
                            info.version(),
                            can(info, Capability.TEST_NETWORK) ? "yes" : "no",
                            seconds(profile.requestValidity()),
                            seconds(profile.visibilityDelay()),
                            fields(info) + " |"));
        }
        return lines;
    }

    private static String kinds(ConnectorInfo info) {
        return info.capabilities().keySet().stream()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static String fields(ConnectorInfo info) {
        return info.credentials().stream()
                .map(field -> field.name() + (field.optional() ? "?" : ""))
                .collect(Collectors.joining(", "));
    }

    private static boolean can(ConnectorInfo info, Capability capability) {
        return info.capabilities().keySet().stream().anyMatch(kind -> info.can(kind, capability));
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    private static List<String> capabilities(List<ConnectorInfo> connectors, InstrumentKind kind) {
        List<ConnectorInfo> having =
                connectors.stream().filter(info -> info.capabilities().containsKey(kind)).toList();
        List<String> lines = new ArrayList<>();
        lines.add(
                having.stream()
                        .map(info -> info.venue().value())
                        .collect(Collectors.joining(" | ", "| capability | ", " |")));
        lines.add("|---".repeat(having.size() + 1) + "|");
        for (Capability capability : Capability.values()) {
            lines.add(
                    having.stream()
                            .map(info -> info.can(kind, capability) ? "x" : "")
                            .collect(Collectors.joining(" | ", "| " + capability + " | ", " |")));
        }
        return lines;
    }
}
