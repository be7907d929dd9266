package dev.keel.core.venue;

import java.util.List;

/**
 * What happened on the account after a cursor, oldest first and complete.
 *
 * @param cursor where the next reading goes on; opaque, the venue's own
 * @param ended orders that ended, as far back as the venue keeps them at least since the cursor
 */
public record History(
        String cursor, List<VenueOrder> ended, List<VenueTrade> trades, List<Movement> movements) {
    public History {
        ended = List.copyOf(ended);
        trades = List.copyOf(trades);
        movements = List.copyOf(movements);
    }
}
