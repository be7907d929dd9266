package dev.keel.core.venue;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Fill;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import dev.keel.core.order.VenueOrderId;
import org.jspecify.annotations.Nullable;

/**
 * A trade as the venue's history shows it.
 *
 * @param clientId our id of the order; null for an order that is not ours
 */
public record VenueTrade(
        @Nullable OrderId clientId,
        VenueOrderId venueOrder,
        InstrumentId instrument,
        Side side,
        Fill fill,
        Cause cause) {

    /** Why it came about. */
    public enum Cause {
        ORDER,
        /** The venue closed the position by force; deleveraging included. */
        LIQUIDATION,
        /** The venue took back the trade with this id; side and fill are those of the trade. */
        BUST
    }
}
