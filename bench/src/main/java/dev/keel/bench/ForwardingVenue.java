package dev.keel.bench;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueProfile;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stands before another venue and hands everything on; what is measured, subclasses add. */
abstract class ForwardingVenue implements Venue {
    private final Venue venue;

    ForwardingVenue(Venue venue) {
        this.venue = venue;
    }

    @Override
    public void submit(Order order) {
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
        return venue.profile();
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
