package dev.keel.core.venue;

import dev.keel.core.money.Quantity;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * Something that a venue said about one of our orders. May come twice, late and out of order.
 *
 * @param filled what had traded in total when an order ended, if the venue says so; an end does not
 *     count before all of it is known
 */
public record VenueReport(OrderId order, OrderChange change, @Nullable Quantity filled) {
    public VenueReport(OrderId order, OrderChange change) {
        this(order, change, null);
    }
}
