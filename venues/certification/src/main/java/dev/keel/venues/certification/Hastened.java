package dev.keel.venues.certification;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A venue whose silence means something sooner than its profile says: a simulator on this machine
 * hides nothing, and no network holds a request back.
 *
 * @param submitted counts the orders that were sent
 */
record Hastened(Venue venue, AtomicInteger submitted) implements Venue {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONGEST = Duration.ofSeconds(4);

    @Override
    public void submit(Order order) {
        submitted.incrementAndGet();
        venue.submit(order);
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
        Duration patience = venue.profile().answerPatience();
        return new VenueProfile(SHORT, SHORT, patience.compareTo(LONGEST) > 0 ? LONGEST : patience);
    }

    @Override
    public boolean holdsStops() {
        return venue.holdsStops();
    }

    @Override
    public void list(Instrument instrument) {
        venue.list(instrument);
    }

    @Override
    public Optional<Instant> balanceAsOf() {
        return venue.balanceAsOf();
    }
}
