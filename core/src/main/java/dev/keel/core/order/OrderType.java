package dev.keel.core.order;

import dev.keel.core.money.Price;
import java.math.BigDecimal;
import java.util.Optional;

/** How an order is priced. */
public sealed interface OrderType {
    /** Trades at the best price there is. */
    record Market() implements OrderType {
        public static final Market INSTANCE = new Market();
    }

    /** Trades at the limit or better. */
    record Limit(Price limit) implements OrderType {}

    /** Becomes a market order when the market trades at the trigger or beyond. */
    record Stop(Price trigger) implements OrderType {}

    /** Becomes a limit order when the market trades at the trigger or beyond. */
    record StopLimit(Price trigger, Price limit) implements OrderType {}

    /**
     * A stop whose trigger follows the best price since the order was accepted, at a fixed
     * distance.
     *
     * @param distance in price units, above 0
     */
    record TrailingStop(BigDecimal distance) implements OrderType {
        public TrailingStop {
            if (distance.signum() <= 0) {
                throw new IllegalArgumentException(
                        "trailing distance must be above 0, was " + distance);
            }
        }
    }

    /** The price beyond which this order never trades, if it has one. */
    default Optional<Price> limitPrice() {
        return switch (this) {
            case Limit(Price limit) -> Optional.of(limit);
            case StopLimit(Price _, Price limit) -> Optional.of(limit);
            case Market _, Stop _, TrailingStop _ -> Optional.empty();
        };
    }

    /** The price at which this order wakes up, if it is fixed. */
    default Optional<Price> triggerPrice() {
        return switch (this) {
            case Stop(Price trigger) -> Optional.of(trigger);
            case StopLimit(Price trigger, Price _) -> Optional.of(trigger);
            case Market _, Limit _, TrailingStop _ -> Optional.empty();
        };
    }
}
