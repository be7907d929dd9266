package dev.keel.venues.metatrader;

import dev.keel.core.account.AccountState;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueProfile;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account in a MetaTrader terminal. For any number of threads. */
final class MetaTraderVenue implements Venue {
    private final Desk desk;
    private final OrderDesk orders;
    private final InquiryDesk inquiries;
    private final VenueProfile profile;

    MetaTraderVenue(
            Desk desk,
            OrderDesk orders,
            InquiryDesk inquiries,
            VenueProfile profile,
            AccountState account) {
        this.desk = desk;
        this.orders = orders;
        this.inquiries = inquiries;
        this.profile = profile;
        account.openOrders().forEach(orders::expect);
    }

    @Override
    public void submit(Order order) {
        desk.execute(() -> orders.submit(order));
    }

    @Override
    public void cancel(Order order) {
        desk.execute(() -> orders.cancel(order));
    }

    @Override
    public void query(OrderId order) {
        desk.execute(() -> inquiries.query(order));
    }

    @Override
    public void state(@Nullable String after) {
        desk.execute(() -> inquiries.state(after));
    }

    @Override
    public VenueProfile profile() {
        return profile;
    }

    @Override
    public Optional<Instant> balanceAsOf() {
        return inquiries.balanceAsOf();
    }
}
