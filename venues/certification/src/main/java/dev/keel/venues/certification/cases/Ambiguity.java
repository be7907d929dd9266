package dev.keel.venues.certification.cases;

import dev.keel.venues.simulator.WireFault;
import java.util.Map;

/** What the faults of a wire leave behind, and the numbers of the cases about them. */
final class Ambiguity {
    /** The place of a fault within each group; stable for ever. */
    private static final Map<WireFault, Integer> PLACES =
            Map.ofEntries(
                    Map.entry(WireFault.LOST_BEFORE, 1),
                    Map.entry(WireFault.DROPPED_AFTER, 2),
                    Map.entry(WireFault.HANGS_AFTER, 3),
                    Map.entry(WireFault.STALLED_BODY, 4),
                    Map.entry(WireFault.BAD_GATEWAY, 5),
                    Map.entry(WireFault.UNAVAILABLE, 6),
                    Map.entry(WireFault.GATEWAY_TIMEOUT, 7),
                    Map.entry(WireFault.SERVER_ERROR, 8),
                    Map.entry(WireFault.TOO_MANY_REQUESTS, 9),
                    Map.entry(WireFault.FORBIDDEN, 10),
                    Map.entry(WireFault.SUCCESS_PAGE, 11),
                    Map.entry(WireFault.EMPTY_BODY, 12),
                    Map.entry(WireFault.CUT_BODY, 13),
                    Map.entry(WireFault.EMPTY_OBJECT, 14),
                    Map.entry(WireFault.VENUE_UNKNOWN, 15),
                    Map.entry(WireFault.VENUE_REFUSES, 16),
                    Map.entry(WireFault.VENUE_UNLISTED_CODE, 17),
                    Map.entry(WireFault.VENUE_LATE, 18),
                    Map.entry(WireFault.DELAYED, 19));

    private Ambiguity() {}

    static int place(WireFault fault) {
        Integer place = PLACES.get(fault);
        if (place == null) {
            throw new IllegalStateException("fault " + fault + " has no place among the cases");
        }
        return place;
    }

    /** Whether the venue's own word may be taken for a refusal. */
    static boolean isVenuesRefusal(WireFault fault) {
        return switch (fault) {
            case VENUE_REFUSES, VENUE_LATE, TOO_MANY_REQUESTS -> true;
            case LOST_BEFORE,
                    DROPPED_AFTER,
                    HANGS_AFTER,
                    STALLED_BODY,
                    BAD_GATEWAY,
                    UNAVAILABLE,
                    GATEWAY_TIMEOUT,
                    SERVER_ERROR,
                    FORBIDDEN,
                    SUCCESS_PAGE,
                    EMPTY_BODY,
                    CUT_BODY,
                    EMPTY_OBJECT,
                    VENUE_UNKNOWN,
                    VENUE_UNLISTED_CODE,
                    DELAYED ->
                    false;
        };
    }

    /** A fault in the words of a title. */
    static String words(WireFault fault) {
        return fault.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
