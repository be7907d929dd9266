package dev.keel.venues.fix;

import dev.keel.core.account.AccountProfile;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.venues.fix.dialect.ClientIds;
import dev.keel.venues.fix.order.Execution;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The orders of an account on one session: ours by their id, and whose a report is. */
final class OrderBook {
    private static final int ENDED_KEPT = 2_000;

    private final AccountProfile profile;
    private final ClientIds ids;
    private final Map<OrderId, TrackedOrder> orders = new TreeMap<>();
    private final Map<String, OrderId> byVenueId = new HashMap<>();
    private final Deque<OrderId> ended = new ArrayDeque<>();

    OrderBook(AccountProfile profile, ClientIds ids) {
        this.profile = profile;
        this.ids = ids;
    }

    TrackedOrder add(Order order) {
        TrackedOrder tracked = new TrackedOrder(order);
        orders.put(order.id(), tracked);
        order.venueId().ifPresent(id -> byVenueId.put(id.value(), order.id()));
        if (tracked.isEnded()) {
            remember(order.id());
        }
        return tracked;
    }

    boolean knows(OrderId id) {
        return orders.containsKey(id);
    }

    Optional<TrackedOrder> of(OrderId id) {
        return Optional.ofNullable(orders.get(id));
    }

    void bind(TrackedOrder order, VenueOrderId id) {
        order.bind(id);
        byVenueId.put(id.value(), order.order().id());
    }

    void end(TrackedOrder order) {
        if (!order.isEnded()) {
            order.end();
            remember(order.order().id());
        }
    }

    /** Orders that have ended are kept for a while, for what comes late. */
    private void remember(OrderId id) {
        ended.addLast(id);
        while (ended.size() > ENDED_KEPT) {
            TrackedOrder gone = orders.remove(ended.removeFirst());
            VenueOrderId venueId = gone == null ? null : gone.venueId();
            if (venueId != null) {
                byVenueId.remove(venueId.value());
            }
        }
    }

    List<TrackedOrder> open() {
        return orders.values().stream().filter(order -> !order.isEnded()).toList();
    }

    Collection<TrackedOrder> all() {
        return orders.values();
    }

    /** The id of ours that a report names, by any of its names; empty if it is not ours. */
    Optional<OrderId> owner(Execution.Ids names) {
        return ours(names.client())
                .or(() -> ours(names.original()))
                .or(() -> Optional.ofNullable(byVenueId.get(names.venue())));
    }

    /** The order that a client id names, if this account may have minted it. */
    Optional<OrderId> ours(String clientId) {
        return ids.order(clientId).filter(profile::minted);
    }
}
