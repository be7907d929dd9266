package dev.keel.bench;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueProfile;
import dev.keel.core.venue.VenueReport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accepts and fills every order at once and at one price: the least that a venue can cost. */
final class InstantVenue implements Venue {
    private final Instrument instrument;
    private final Price price;
    private final InstantSource clock;
    private final Listener listener;

    InstantVenue(Instrument instrument, Price price, InstantSource clock, Listener listener) {
        this.instrument = instrument;
        this.price = price;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public void submit(Order order) {
        String id = order.id().toString();
        Instant now = clock.instant();
        Fill fill =
                new Fill(
                        new TradeId(id + "-1"),
                        price,
                        order.request().quantity(),
                        Money.zero(instrument.quote()),
                        Liquidity.TAKER,
                        now);
        report(order.id(), new OrderChange.Accepted(new VenueOrderId(id)));
        report(order.id(), new OrderChange.Filled(fill));
    }

    /** Nothing is ever left to cancel. */
    @Override
    public void cancel(Order order) {}

    /** Nothing is ever in doubt. */
    @Override
    public void query(OrderId order) {}

    /** Nobody asks. */
    @Override
    public void state(@Nullable String after) {}

    @Override
    public VenueProfile profile() {
        return VenueProfile.IN_PROCESS;
    }

    @Override
    public Optional<Instant> balanceAsOf() {
        return Optional.of(clock.instant());
    }

    private void report(OrderId order, OrderChange change) {
        listener.onReport(new VenueReport(order, change));
    }
}
