package dev.keel.testkit;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueProfile;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A venue that takes what it is sent and never says a word. */
final class SilentVenue implements Venue {
    @Override
    public void submit(Order order) {}

    @Override
    public void cancel(Order order) {}

    @Override
    public void query(OrderId order) {}

    @Override
    public void state(@Nullable String after) {}

    @Override
    public VenueProfile profile() {
        return VenueProfile.IN_PROCESS;
    }

    @Override
    public Optional<Instant> balanceAsOf() {
        return Optional.of(Instant.EPOCH);
    }
}
