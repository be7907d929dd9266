package dev.keel.venues.certification.reference;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An order as the reference broker holds it; guarded by its book. */
final class Held {
    final String clientId;
    final String venueId;
    final Side side;
    final BigDecimal quantity;
    final Map<String, String> terms;
    BigDecimal filled = BigDecimal.ZERO;
    BrokerOrder.State state = BrokerOrder.State.WORKING;

    /** The best price since it waits, for one that trails. */
    @Nullable BigDecimal best;

    /** Where in the broker's history it ended; 0 while it has not. */
    long endedAt;

    Held(
            String clientId,
            String venueId,
            Side side,
            BigDecimal quantity,
            Map<String, String> terms) {
        this.clientId = clientId;
        this.venueId = venueId;
        this.side = side;
        this.quantity = quantity;
        this.terms = terms;
    }

    boolean isOpen() {
        return state == BrokerOrder.State.WORKING || state == BrokerOrder.State.DORMANT;
    }

    Optional<BigDecimal> number(String term) {
        return Optional.ofNullable(terms.get(term)).map(BigDecimal::new);
    }

    boolean is(String term) {
        return "true".equals(terms.get(term));
    }

    BigDecimal open() {
        return quantity.subtract(filled);
    }
}
