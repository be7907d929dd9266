package dev.keel.bench;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueProfile;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A venue far away: it answers only when it is let, so that what it does is no part of what is
 * measured before.
 */
final class DistantVenue implements Venue {
    private final Venue venue;
    private final AtomicReference<SendLog> log;
    private final Queue<Order> onTheWay = new ConcurrentLinkedQueue<>();

    /** Stands before a venue that answers at once. */
    DistantVenue(Venue venue, AtomicReference<SendLog> log) {
        this.venue = venue;
        this.log = log;
    }

    @Override
    public void submit(Order order) {
        onTheWay.add(order);
        log.get().sent();
    }

    /** Lets all that was sent arrive and be answered. */
    void arrive() {
        Order order;
        while ((order = onTheWay.poll()) != null) {
            venue.submit(order);
        }
    }

    @Override
    public void cancel(Order order) {
        venue.cancel(order);
    }

    @Override
    public void query(OrderId order) {
        venue.query(order);
    }

    @Override
    public void state(@Nullable String after) {
        venue.state(after);
    }

    @Override
    public VenueProfile profile() {
        return venue.profile();
    }

    @Override
    public Optional<Instant> balanceAsOf() {
        return venue.balanceAsOf();
    }
}
