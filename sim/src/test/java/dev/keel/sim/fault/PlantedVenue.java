package dev.keel.sim.fault;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.VenueReport;
import dev.keel.sim.fault.world.Tampering;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An adapter that does what it should; a planted bug overrides some of it. */
class PlantedVenue implements Venue, Venue.Listener {
    private @Nullable Venue venue;
    private @Nullable Listener listener;

    /** Plants the bug into every adapter. */
    static Tampering in(Supplier<PlantedVenue> bug) {
        return Tampering.withVenues(connector ->
                (state, listener) -> {
                    PlantedVenue planted = bug.get();
                    planted.listener = listener;
                    planted.venue = connector.connect(state, planted);
                    return planted;
                });
    }

    @Override
    public void submit(Order order) {
        real().submit(order);
    }

    @Override
    public void cancel(Order order) {
        real().cancel(order);
    }

    @Override
    public void query(OrderId order) {
        real().query(order);
    }

    @Override
    public void state(@Nullable String after) {
        real().state(after);
    }

    @Override
    public VenueProfile profile() {
        return real().profile();
    }

    @Override
    public boolean holdsStops() {
        return real().holdsStops();
    }

    @Override
    public Optional<Instant> balanceAsOf() {
        return real().balanceAsOf();
    }

    @Override
    public void onReport(VenueReport report) {
        runner().onReport(report);
    }

    @Override
    public void onAnswer(VenueAnswer answer) {
        runner().onAnswer(answer);
    }

    final Venue real() {
        return Optional.ofNullable(venue).orElseThrow();
    }

    final Listener runner() {
        return Optional.ofNullable(listener).orElseThrow();
    }
}
