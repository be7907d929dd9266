package dev.keel.venues.metatrader;

import dev.keel.core.account.AccountState;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueProfile;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account in a MetaTrader terminal. For any number of threads. */
final class MetaTraderVenue implements Venue {
    private static final String CLOSED = "the connection is closed";

    private final Desk desk;
    private final OrderDesk orders;
    private final InquiryDesk inquiries;
    private final VenueProfile profile;
    private final Listener listener;

    MetaTraderVenue(
            Desk desk,
            OrderDesk orders,
            InquiryDesk inquiries,
            VenueProfile profile,
            AccountState account,
            Listener listener) {
        this.desk = desk;
        this.orders = orders;
        this.inquiries = inquiries;
        this.profile = profile;
        this.listener = listener;
        account.openOrders().forEach(orders::expect);
    }

    @Override
    public void submit(Order order) {
        if (!desk.offer(() -> orders.submit(order))) {
            orders.tellUnsent(order, CLOSED);
        }
    }

    @Override
    public void cancel(Order order) {
        if (!desk.offer(() -> orders.cancel(order))) {
            orders.tellCancelUnsent(order, CLOSED);
        }
    }

    @Override
    public void query(OrderId order) {
        if (!desk.offer(() -> inquiries.query(order))) {
            listener.onAnswer(new VenueAnswer.Failed(order.toString(), CLOSED));
        }
    }

    @Override
    public void state(@Nullable String after) {
        if (!desk.offer(() -> inquiries.state(after))) {
            listener.onAnswer(new VenueAnswer.Failed(VenueAnswer.Failed.STATEMENT, CLOSED));
        }
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
