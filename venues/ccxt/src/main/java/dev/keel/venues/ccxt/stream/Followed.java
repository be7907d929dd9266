package dev.keel.venues.ccxt.stream;

import dev.keel.core.order.OrderId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.venues.ccxt.exchange.Listing;
import dev.keel.venues.ccxt.recovery.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The orders of ours that may still live at the venue, and what is needed to ask for them. For any
 * number of threads.
 */
public final class Followed {
    private final Map<OrderId, Target> targets = new ConcurrentSkipListMap<>();

    /** Takes up an order; what the venue has called it before is kept. */
    public void take(OrderId order, Listing listing, Instant placedAt) {
        targets.putIfAbsent(order, new Target(order, listing, null, placedAt));
    }

    public void name(OrderId order, VenueOrderId venueId) {
        targets.computeIfPresent(
                order, (id, known) -> new Target(id, known.listing(), venueId, known.placedAt()));
    }

    public void drop(OrderId order) {
        targets.remove(order);
    }

    public Optional<Target> find(OrderId order) {
        return Optional.ofNullable(targets.get(order));
    }

    public List<Target> all() {
        return List.copyOf(targets.values());
    }

    /** Whether any of them was seen at the venue: the others are asked for one by one. */
    boolean isAnyNamed() {
        return targets.values().stream().anyMatch(target -> target.venueId() != null);
    }
}
