package dev.keel.sim.matching;

import dev.keel.core.order.OrderId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The latest orders that have ended, for those who ask again. Guarded by the venue's lock. */
final class ClosedOrders {
    private static final int REMEMBERED = 256;

    private final @Nullable WorkingOrder[] ring = new WorkingOrder[REMEMBERED];

    /** Their ids: an order that is forgotten lies far away in memory, and need not be fetched. */
    private final long[] ids = new long[REMEMBERED];

    private int next;
    private long newestForgotten;

    void add(WorkingOrder order) {
        newestForgotten = Math.max(newestForgotten, ids[next]);
        ring[next] = order;
        ids[next] = order.id().value();
        next = (next + 1) % REMEMBERED;
    }

    Optional<WorkingOrder> find(OrderId id) {
        for (int i = 0; i < REMEMBERED; i++) {
            if (ids[i] == id.value()) {
                return Optional.ofNullable(ring[i]);
            }
        }
        return Optional.empty();
    }

    /** Whether an order that is not found here may have been forgotten. */
    boolean mayHaveForgotten(OrderId id) {
        return id.value() <= newestForgotten;
    }
}
