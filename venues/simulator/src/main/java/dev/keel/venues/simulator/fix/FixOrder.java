package dev.keel.venues.simulator.fix;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Side;
import dev.keel.venues.simulator.BrokerOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An order as the simulated broker holds it; changed under the broker's lock. */
final class FixOrder {
    final String clientId;
    final String venueId;
    final InstrumentId instrument;
    final Side side;
    final BigDecimal quantity;
    final Map<String, String> terms;
    final List<Trade> trades = new ArrayList<>();
    BrokerOrder.State state;
    BigDecimal filled = BigDecimal.ZERO;
    BigDecimal paid = BigDecimal.ZERO;

    /**
     * A trade of it.
     *
     * @param execution the id of the report that told it
     * @param id its own
     */
    record Trade(
            String execution,
            String id,
            BigDecimal quantity,
            BigDecimal price,
            BigDecimal fee,
            String at) {}

    FixOrder(
            String clientId,
            String venueId,
            InstrumentId instrument,
            Side side,
            BigDecimal quantity,
            Map<String, String> terms,
            BrokerOrder.State state) {
        this.clientId = clientId;
        this.venueId = venueId;
        this.instrument = instrument;
        this.side = side;
        this.quantity = quantity;
        this.terms = terms;
        this.state = state;
    }

    boolean isOpen() {
        return state == BrokerOrder.State.WORKING || state == BrokerOrder.State.DORMANT;
    }

    BigDecimal left() {
        return quantity.subtract(filled);
    }

    Optional<BigDecimal> limit() {
        return number("44");
    }

    Optional<BigDecimal> trigger() {
        return number("99").or(() -> number("1102"));
    }

    /** Whether an ExecInst (18) is among its own. */
    boolean has(String instruction) {
        return List.of(terms.getOrDefault("18", "").split(" ", -1)).contains(instruction);
    }

    /** By the standard's word, or Coinbase's. */
    boolean isPostOnly() {
        return has("6") || has("A");
    }

    private Optional<BigDecimal> number(String tag) {
        return Optional.ofNullable(terms.get(tag)).map(BigDecimal::new);
    }

    /** OrdStatus. */
    String status() {
        return switch (state) {
            case DORMANT, WORKING -> filled.signum() > 0 ? "1" : "0";
            case FILLED -> "2";
            case CANCELED -> "4";
            case EXPIRED -> "C";
            case REJECTED -> "8";
        };
    }

    BrokerOrder shown() {
        return new BrokerOrder(clientId, venueId, instrument, side, quantity, filled, state, terms);
    }
}
