package dev.keel.venues.ccxt.recovery;

import dev.keel.core.venue.VenueOrder;
import tools.jackson.databind.JsonNode;

/** What came of a lookup. */
public sealed interface Finding {
    /**
     * The venue shows it.
     *
     * @param shown as the library tells it
     */
    record Found(VenueOrder order, JsonNode shown) implements Finding {}

    /** Every step of the plan says that there is none. */
    record Absent(String words) implements Finding {}

    /** It is not known. */
    record Unclear(String why) implements Finding {}
}
