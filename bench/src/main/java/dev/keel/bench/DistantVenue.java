package dev.keel.bench;

import dev.keel.core.order.Order;
import dev.keel.core.venue.Venue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A venue far away: it answers only when it is let, so that what it does is no part of what is
 * measured before.
 */
final class DistantVenue extends ForwardingVenue {
    private final AtomicReference<SendLog> log;
    private final Queue<Order> onTheWay = new ConcurrentLinkedQueue<>();

    /** Stands before a venue that answers at once. */
    DistantVenue(Venue venue, AtomicReference<SendLog> log) {
        super(venue);
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
            super.submit(order);
        }
    }
}
