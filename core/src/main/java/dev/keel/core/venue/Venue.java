package dev.keel.core.venue;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import java.time.Instant;
import java.util.Optional;

/**
 * One account's connection to a broker or exchange.
 *
 * <p>Every call returns at once; outcomes arrive at the {@link Listener}. A call whose outcome is
 * not known is reported as {@link dev.keel.core.order.OrderChange.Doubted}, never as refused.
 */
public interface Venue {
    /** Sends an order whose intent is committed. Never called twice for one order. */
    void submit(Order order);

    /** Asks for the rest of an order to be cancelled. */
    void cancel(Order order);

    /**
     * Asks what became of an order. The venue reports the order's acceptance, fills and end as far
     * as it knows them; an order that it certainly never had is reported as refused with the
     * evidence of the queries.
     */
    void query(OrderId order);

    /**
     * Tells that the account may trade an instrument from now on, or that its rules have changed. A
     * venue that has rules of its own need not listen.
     */
    default void list(Instrument instrument) {}

    /** When the venue last confirmed the balance; empty if it has not. */
    Optional<Instant> balanceAsOf();

    /** Where reports go. Called from any thread; must return soon. */
    @FunctionalInterface
    interface Listener {
        void onReport(VenueReport report);
    }
}
