package dev.keel.venues.connector.routing;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Asset;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be traded, at once, wherever it is best.
 *
 * @param quantity of the base asset, whatever a venue's contracts stand for; above 0
 * @param limit no level beyond it is taken; null for none
 * @param freshness how old an order book may be
 */
public record RoutingRequest(
        Asset base,
        Asset quote,
        InstrumentKind kind,
        Side side,
        BigDecimal quantity,
        @Nullable BigDecimal limit,
        Splitting splitting,
        Instant now,
        Duration freshness) {

    /** Whether the order may go to several venues. */
    public enum Splitting {
        WHOLE,
        SPLIT
    }

    public RoutingRequest {
        if (quantity.signum() <= 0) {
            throw new IllegalArgumentException(
                    "quantity must be above 0, was " + quantity.toPlainString());
        }
        if (limit != null && limit.signum() <= 0) {
            throw new IllegalArgumentException(
                    "limit must be above 0, was " + limit.toPlainString());
        }
    }
}
