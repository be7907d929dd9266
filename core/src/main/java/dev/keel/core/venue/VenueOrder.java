package dev.keel.core.venue;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import dev.keel.core.order.VenueOrderId;
import org.jspecify.annotations.Nullable;

/**
 * An order as the venue shows it.
 *
 * @param clientId our id; null for an order that is not ours
 * @param filled what has traded of it, in total; the trades themselves come with the history
 * @param words the venue's own words or code for its state; never a secret
 */
public record VenueOrder(
        @Nullable OrderId clientId,
        VenueOrderId id,
        InstrumentId instrument,
        Side side,
        Quantity quantity,
        Quantity filled,
        State state,
        String words) {

    /** Where the venue says that an order is. */
    public enum State {
        WORKING,
        FILLED,
        CANCELED,
        EXPIRED,
        REJECTED
    }
}
