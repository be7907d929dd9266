package dev.keel.venues.ccxt.stream;

import dev.keel.core.order.OrderId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.venues.ccxt.exchange.Listing;
import dev.keel.venues.ccxt.recovery.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The orders of ours that may still live at the venue, and what is needed to ask for them. For any
 * number of threads.
 */
public final class Followed {
    private static final int MOST = 50_000;

    private final ConcurrentSkipListMap<OrderId, Target> targets = new ConcurrentSkipListMap<>();
    private final Set<OrderId> living = new ConcurrentSkipListSet<>();

    /** Takes up an order; what the venue has called it before is kept. */
    public void take(OrderId order, Listing listing, Instant placedAt) {
        if (targets.putIfAbsent(order, new Target(order, listing, null, placedAt)) == null) {
            living.add(order);
        }
        if (targets.size() > MOST) {
            drop(targets.firstKey());
        }
    }

    private void drop(OrderId oldest) {
        targets.remove(oldest);
        living.remove(oldest);
    }

    public void name(OrderId order, VenueOrderId venueId) {
        targets.computeIfPresent(
                order, (id, known) -> new Target(id, known.listing(), venueId, known.placedAt()));
    }

    /** It lives no more; it can still be asked for. */
    public void end(OrderId order) {
        living.remove(order);
    }

    public Optional<Target> find(OrderId order) {
        return Optional.ofNullable(targets.get(order));
    }

    /** Those that may live and that the venue has named: the others are asked for one by one. */
    List<Target> living() {
        return living.stream()
                .flatMap(order -> find(order).stream())
                .filter(target -> target.venueId() != null)
                .toList();
    }
}
