package dev.keel.core.venue;

import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;

/** Something that a venue said about one of our orders. May come twice, late and out of order. */
public record VenueReport(OrderId order, OrderChange change) {}
