package dev.keel.venues.certification.reference;

import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A trade of the reference broker, or that one was taken back.
 *
 * @param sequence its place in the broker's history
 */
record Trade(
        long sequence,
        String id,
        Held order,
        BigDecimal price,
        BigDecimal quantity,
        BigDecimal fee,
        Instant at,
        boolean busted) {
    Side side() {
        return order.side;
    }
}
