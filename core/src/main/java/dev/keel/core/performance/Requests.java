package dev.keel.core.performance;

import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import java.util.Arrays;

/**
 * What every order of an account asked for.
 *
 * <p>Ids count up as orders are placed, and an order trades soon after it is placed or not at all:
 * in two columns in the order of the ids, both the place for a new one and the one that is asked
 * for are most often the last. A history of a million orders takes no tree and no hash.
 */
final class Requests {
    private long[] ids = new long[16];
    private OrderRequest[] requests = new OrderRequest[16];
    private int size;

    void put(OrderId id, OrderRequest request) {
        int at = find(id);
        if (at >= 0) {
            requests[at] = request;
            return;
        }
        int gap = -at - 1;
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size + (size >> 1));
            requests = Arrays.copyOf(requests, ids.length);
        }
        System.arraycopy(ids, gap, ids, gap + 1, size - gap);
        System.arraycopy(requests, gap, requests, gap + 1, size - gap);
        ids[gap] = id.value();
        requests[gap] = request;
        size++;
    }

    /**
     * What an order asked for.
     *
     * @throws IllegalStateException if it was never placed
     */
    OrderRequest of(OrderId id) {
        int at = find(id);
        if (at < 0) {
            throw new IllegalStateException("the history does not tell what " + id + " is");
        }
        return requests[at];
    }

    /** Where the id is, or {@code -gap - 1} if it would have to be inserted at the gap. */
    private int find(OrderId id) {
        int last = size - 1;
        if (last < 0 || ids[last] < id.value()) {
            return -size - 1;
        }
        return ids[last] == id.value() ? last : Arrays.binarySearch(ids, 0, last, id.value());
    }
}
