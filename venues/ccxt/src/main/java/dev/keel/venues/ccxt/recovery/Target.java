package dev.keel.venues.ccxt.recovery;

import dev.keel.core.order.OrderId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.venues.ccxt.exchange.Listing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The order that a plan is about.
 *
 * @param venueId if the venue has named it
 * @param placedAt where a scan begins
 */
public record Target(
        OrderId order, Listing listing, @Nullable VenueOrderId venueId, Instant placedAt) {}
