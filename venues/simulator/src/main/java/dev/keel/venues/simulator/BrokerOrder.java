package dev.keel.venues.simulator;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * An order as the simulated venue holds it.
 *
 * @param clientId as it came over the wire; empty if it had none
 * @param terms everything else that the request said, by the wire's own names
 */
public record BrokerOrder(
        String clientId,
        String venueId,
        InstrumentId instrument,
        Side side,
        BigDecimal quantity,
        BigDecimal filled,
        State state,
        Map<String, String> terms) {
    public BrokerOrder {
        terms = java.util.Collections.unmodifiableMap(new TreeMap<>(terms));
    }

    /** Where it is. */
    public enum State {
        /** Waits for its trigger. */
        DORMANT,
        WORKING,
        FILLED,
        CANCELED,
        EXPIRED,
        REJECTED
    }
}
