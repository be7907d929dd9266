package dev.keel.core.account;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Side;
import dev.keel.core.position.Position;
import dev.keel.core.venue.VenueOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the venue has told so far.
 *
 * @param cursor up to where its history is taken; null while it was never read
 * @param trades taken from reports since, so that the history does not count them again; kept only
 *     where a history is read
 * @param basis the positions at the cursor, of instruments that have traded since
 * @param external orders of others
 */
record Told(
        @Nullable String cursor,
        SortedTable<TradeKey, Trade> trades,
        SortedTable<InstrumentId, Position> basis,
        List<VenueOrder> external) {
    static final Told NOTHING = new Told(null, SortedTable.empty(), SortedTable.empty(), List.of());

    /**
     * Takes a trade.
     *
     * @param before what was held before it
     */
    Told withTrade(Trade trade, Position before) {
        if (cursor == null) {
            return this;
        }
        InstrumentId instrument = trade.key().instrument();
        return new Told(
                cursor,
                trades.with(trade.key(), trade),
                basis.get(instrument).isPresent() ? basis : basis.with(instrument, before),
                external);
    }

    /** Takes the history up to a cursor, which says in which order these trades happened. */
    Told withHistory(String newCursor, List<TradeKey> covered) {
        SortedTable<TradeKey, Trade> left = trades;
        SortedTable<InstrumentId, Position> held = basis;
        for (TradeKey key : covered) {
            Optional<Trade> trade = left.get(key);
            Optional<Position> before = held.get(key.instrument());
            if (trade.isPresent() && before.isPresent()) {
                held = held.with(key.instrument(), trade.get().applied(before.get()));
            }
            left = left.without(key);
        }
        List<InstrumentId> settled =
                held.values().stream().map(position -> position.instrument().id()).toList();
        for (InstrumentId instrument : settled) {
            if (left.values().stream()
                    .noneMatch(trade -> trade.key().instrument().equals(instrument))) {
                held = held.without(instrument);
            }
        }
        return new Told(newCursor, left, held, external);
    }

    /**
     * What is held if the trades happened as the history says, and those that it does not show yet
     * after them, in the order of their times; empty if nothing has traded since the cursor.
     */
    Optional<Position> inOrder(InstrumentId instrument, List<TradeKey> covered) {
        return basis.get(instrument)
                .map(position -> {
                    Position held = position;
                    for (TradeKey key : covered) {
                        Optional<Trade> trade =
                                trades.get(key).filter(known -> known.isOf(instrument));
                        held = trade.isPresent() ? trade.get().applied(held) : held;
                    }
                    List<Trade> later =
                            trades.values().stream()
                                    .filter(trade -> trade.isOf(instrument))
                                    .filter(trade -> !covered.contains(trade.key()))
                                    .sorted(Trade.BY_TIME)
                                    .toList();
                    for (Trade trade : later) {
                        held = trade.applied(held);
                    }
                    return held;
                });
    }

    Told withExternal(List<VenueOrder> orders) {
        return new Told(cursor, trades, basis, orders);
    }

    /**
     * A trade as it was applied: a bust is the opposite trade, its fee paid back.
     *
     * @param sequence of its event: of trades of one moment, the one that was told first came first
     */
    record Trade(TradeKey key, Side side, Fill fill, long sequence) {
        private static final Comparator<Trade> BY_TIME =
                Comparator.comparing((Trade trade) -> trade.fill().at())
                        .thenComparingLong(Trade::sequence);

        boolean isOf(InstrumentId instrument) {
            return key.instrument().equals(instrument);
        }

        Position applied(Position before) {
            return before.apply(side, fill);
        }
    }
}
