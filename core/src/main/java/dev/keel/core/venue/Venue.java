package dev.keel.core.venue;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One account's connection to a broker or exchange.
 *
 * <p>Every call returns at once; outcomes arrive at the {@link Listener}. A call whose outcome is
 * not known is reported as {@link dev.keel.core.order.OrderChange.Doubted}, never as refused.
 */
public interface Venue {
    /**
     * Sends an order whose intent is committed. Never called twice for one order.
     *
     * <p>This process may stand still after its last look at the clock and the lease, for any time,
     * while another one takes the account over. No check here can rule that out: the venue must
     * refuse what comes late. A connector therefore stamps the request with the time of the order's
     * {@link Order#placement() placement} and the venue's window, {@link
     * VenueProfile#requestValidity()}; never with the time of sending, which is as late as the
     * request.
     */
    void submit(Order order);

    /** Asks for the rest of an order to be cancelled. */
    void cancel(Order order);

    /**
     * Asks what became of an order, by our id. The answer is {@link VenueAnswer.Found}, {@link
     * VenueAnswer.NotFound}, {@link VenueAnswer.Failed} or none. A venue in this process may report
     * the order's acceptance, fills and end instead, and an order that it certainly never had as
     * refused.
     */
    void query(OrderId order);

    /**
     * Asks for open orders, for the history after a cursor, and for what is held. The answer is
     * {@link VenueAnswer.Stated}, {@link VenueAnswer.Failed} or none.
     *
     * <p>A history's cursor never passes what may still appear before it.
     *
     * @param after the cursor of the history that was read last; null for the beginning
     */
    void state(@Nullable String after);

    /** How far its silence can be trusted. */
    VenueProfile profile();

    /**
     * Whether stop orders can lie there. Where they cannot, Keel watches the price itself and
     * closes at the market once a stop is reached.
     */
    default boolean holdsStops() {
        return true;
    }

    /**
     * Tells that the account may trade an instrument from now on, or that its rules have changed. A
     * venue that has rules of its own need not listen.
     */
    default void list(Instrument instrument) {}

    /** When the venue last confirmed the balance; empty if it has not. */
    Optional<Instant> balanceAsOf();

    /** Where reports and answers go. Called from any thread; must return soon. */
    interface Listener {
        void onReport(VenueReport report);

        void onAnswer(VenueAnswer answer);
    }
}
