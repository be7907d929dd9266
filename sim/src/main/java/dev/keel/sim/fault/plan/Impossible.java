package dev.keel.sim.fault.plan;

import dev.keel.core.order.OrderStatus;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The one table of what cannot meet: a fault or crash point, and the state of an order that it
 * concerns.
 */
public final class Impossible {
    private static final Set<OrderStatus> ASKED =
            EnumSet.of(
                    OrderStatus.PENDING,
                    OrderStatus.IN_DOUBT,
                    OrderStatus.CANCELING,
                    OrderStatus.WORKING,
                    OrderStatus.PARTIALLY_FILLED);

    private Impossible() {}

    /** Why the fault cannot strike an order in this state; empty if it can. */
    public static Optional<String> why(Fault fault, OrderStatus state) {
        return switch (fault) {
            case CLOCK_SKEW, CASH_ROUNDING, SECOND_INSTANCE ->
                    Optional.of("is so from the world's first moment, before there are orders");
            case DUPLICATED_REQUEST, LATE_REQUEST ->
                    ASKED.contains(state) && !isQuiet(state)
                            ? Optional.empty()
                            : Optional.of(
                                    "a request to change something is sent for an order that"
                                            + " waits for its outcome, or to cancel one");
            case INVISIBLE_ORDER ->
                    state == OrderStatus.PENDING
                                    || state == OrderStatus.IN_DOUBT
                                    || state == OrderStatus.CANCELING
                            ? Optional.empty()
                            : Optional.of("the broker takes an order before it is known to work");
            default -> Optional.empty();
        };
    }

    /** Why no process can die there with an order in this state; empty if it can. */
    public static Optional<String> why(CrashPoint point, OrderStatus state) {
        return switch (point) {
            case BEFORE_APPEND_OPENING, AFTER_APPEND_OPENING ->
                    Optional.of("an account has no orders before it is opened");
            default -> Optional.empty();
        };
    }

    private static boolean isQuiet(OrderStatus state) {
        return state == OrderStatus.WORKING || state == OrderStatus.PARTIALLY_FILLED;
    }
}
