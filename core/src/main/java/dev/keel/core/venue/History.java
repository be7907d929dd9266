package dev.keel.core.venue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened on the account after a cursor, oldest first and complete.
 *
 * @param cursor where the next reading goes on; opaque, the venue's own. Null at a venue that keeps
 *     no history, since all that happens is reported for certain
 * @param ended orders that ended, as far back as the venue keeps them at least since the cursor
 */
public record History(
        @Nullable String cursor,
        List<VenueOrder> ended,
        List<VenueTrade> trades,
        List<Movement> movements) {
    public History {
        ended = List.copyOf(ended);
        trades = List.copyOf(trades);
        movements = List.copyOf(movements);
    }
}
