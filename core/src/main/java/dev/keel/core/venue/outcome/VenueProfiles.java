package dev.keel.core.venue.outcome;

import dev.keel.core.venue.VenueProfile;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the silence of each venue can be trusted, as reviewed data ({@code profiles.csv}). What
 * no source states is the figure of {@link #CAUTIOUS}, which is too long rather than too short.
 */
public final class VenueProfiles {
    /**
     * For what nobody has stated: a body may hang for 300 seconds before a client library gives up,
     * and an order has been missing from queries for more than a minute.
     */
    public static final VenueProfile CAUTIOUS =
            new VenueProfile(
                    Duration.ofSeconds(300), Duration.ofSeconds(120), Duration.ofSeconds(30));

    private static final String FILE = "profiles.csv";
    private static final SortedMap<String, VenueProfile> PROFILES =
            parse(FILE, TableReader.resource(FILE).orElseThrow());

    private VenueProfiles() {}

    /** The names of the venues that have a table, in their order. */
    public static Set<String> venues() {
        return Collections.unmodifiableSet(PROFILES.keySet());
    }

    /** The profile of a venue; {@link #CAUTIOUS} for one that nobody has looked at. */
    public static VenueProfile of(String venue) {
        return Optional.ofNullable(PROFILES.get(venue)).orElse(CAUTIOUS);
    }

    static SortedMap<String, VenueProfile> parse(String file, List<String> lines) {
        TableReader reader =
                new TableReader(
                        file,
                        "venue",
                        "requestValiditySeconds",
                        "visibilityDelaySeconds",
                        "answerPatienceSeconds",
                        "source");
        SortedMap<String, VenueProfile> profiles = new TreeMap<>();
        for (TableReader.Row line : reader.read(lines)) {
            line.getFilled("source");
            VenueProfile profile =
                    new VenueProfile(
                            seconds(line, "requestValiditySeconds", CAUTIOUS.requestValidity()),
                            seconds(line, "visibilityDelaySeconds", CAUTIOUS.visibilityDelay()),
                            seconds(line, "answerPatienceSeconds", CAUTIOUS.answerPatience()));
            line.require(
                    profiles.put(line.getFilled("venue"), profile) == null,
                    "venue",
                    "is there twice");
        }
        return profiles;
    }

    private static Duration seconds(TableReader.Row line, String column, Duration otherwise) {
        String text = line.get(column);
        if (text.isEmpty()) {
            return otherwise;
        }
        line.require(
                text.matches("[1-9][0-9]{0,4}"), column, "must be 1 to 99999, was '" + text + "'");
        return Duration.ofSeconds(Integer.parseInt(text));
    }
}
