package dev.keel.core.account;

import dev.keel.core.venue.VenueOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the venue has told so far.
 *
 * @param cursor up to where its history is taken; null while it was never read
 * @param trades taken from reports since, so that the history does not count them again; kept only
 *     where a history is read
 * @param external orders of others
 */
record Told(
        @Nullable String cursor,
        SortedTable<TradeKey, TradeKey> trades,
        List<VenueOrder> external) {
    static final Told NOTHING = new Told(null, SortedTable.empty(), List.of());

    Told withTrade(TradeKey trade) {
        return cursor == null ? this : new Told(cursor, trades.with(trade, trade), external);
    }

    Told withHistory(String newCursor, List<TradeKey> covered) {
        SortedTable<TradeKey, TradeKey> left = trades;
        for (TradeKey trade : covered) {
            left = left.without(trade);
        }
        return new Told(newCursor, left, external);
    }

    Told withExternal(List<VenueOrder> orders) {
        return new Told(cursor, trades, orders);
    }
}
