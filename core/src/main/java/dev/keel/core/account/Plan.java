package dev.keel.core.account;

import dev.keel.core.money.Price;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import org.jspecify.annotations.Nullable;

/**
 * Why something is held, and how it should be protected.
 *
 * @param entry the order that opened it, or that gave it its latest stop
 * @param side of the entry
 * @param stop where it is given up; null if it needs no stop
 * @param strategy whose it is; null if it is no strategy's
 * @param alarmed whether a person has heard that its stop is missing
 */
record Plan(
        OrderId entry,
        Side side,
        @Nullable Price stop,
        @Nullable String strategy,
        boolean alarmed) {
    Plan withStop(Price newStop) {
        return new Plan(entry, side, newStop, strategy, alarmed);
    }

    Plan withAlarmed(boolean nowAlarmed) {
        return new Plan(entry, side, stop, strategy, nowAlarmed);
    }
}
