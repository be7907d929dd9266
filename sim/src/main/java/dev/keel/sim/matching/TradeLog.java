package dev.keel.sim.matching;

import dev.keel.core.order.Fill;
import dev.keel.core.venue.History;
import dev.keel.core.venue.VenueTrade;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The trades that a statement tells. Kept from the first statement on, and no longer than until
 * they were asked for: nobody asks in a backtest. Guarded by the venue's lock.
 */
final class TradeLog {
    private final String name;
    private final Deque<VenueTrade> trades = new ArrayDeque<>();
    private boolean isRead;
    private long forgotten;

    /**
     * @param name tells this log's cursors from those of other logs
     */
    TradeLog(String name) {
        this.name = name;
    }

    void add(WorkingOrder order, Fill fill) {
        if (isRead) {
            trades.add(
                    new VenueTrade(
                            order.id(),
                            order.venueId(),
                            order.request().instrument(),
                            order.side(),
                            fill,
                            VenueTrade.Cause.ORDER));
        }
    }

    /** What came after a cursor; after another log's cursor, everything that this one has. */
    History after(@Nullable String cursor) {
        isRead = true;
        long known = cursor == null ? forgotten : count(cursor);
        while (forgotten < known && !trades.isEmpty()) {
            trades.remove();
            forgotten++;
        }
        String end = name + ":" + (forgotten + trades.size());
        return new History(end, List.of(), new ArrayList<>(trades), List.of());
    }

    private long count(String cursor) {
        return cursor.startsWith(name + ":")
                ? Long.parseLong(cursor.substring(name.length() + 1))
                : forgotten;
    }
}
