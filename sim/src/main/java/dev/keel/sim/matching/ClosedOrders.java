package dev.keel.sim.matching;

import dev.keel.core.order.OrderId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The latest orders that have ended, for those who ask again. Guarded by the venue's lock. */
final class ClosedOrders {
    private static final int REMEMBERED = 256;

    private final @Nullable WorkingOrder[] ring = new WorkingOrder[REMEMBERED];
    private int next;
    private long newestForgotten;

    void add(WorkingOrder order) {
        WorkingOrder forgotten = ring[next];
        if (forgotten != null) {
            newestForgotten = Math.max(newestForgotten, forgotten.id().value());
        }
        ring[next] = order;
        next = (next + 1) % REMEMBERED;
    }

    Optional<WorkingOrder> find(OrderId id) {
        for (WorkingOrder order : ring) {
            if (order != null && order.id().equals(id)) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    /** Whether an order that is not found here may have been forgotten. */
    boolean mayHaveForgotten(OrderId id) {
        return id.value() <= newestForgotten;
    }
}
