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
    private static final Set<OrderStatus> ENDED =
            EnumSet.of(
                    OrderStatus.FILLED,
                    OrderStatus.CANCELED,
                    OrderStatus.EXPIRED,
                    OrderStatus.REJECTED);

    private Impossible() {}

    /** Why the fault cannot strike an order in this state; empty if it can. */
    public static Optional<String> why(Fault fault, OrderStatus state) {
        return switch (fault) {
            case CLOCK_SKEW, CASH_ROUNDING, SECOND_INSTANCE ->
                    Optional.of("is so from the world's first moment, before there are orders");
            case DUPLICATED_REQUEST, LATE_REQUEST ->
                    ENDED.contains(state)
                            ? Optional.of("nothing is asked of an order that has ended")
                            : Optional.empty();
            case EMPTY_RESPONSE, WRONG_REFUSAL ->
                    ENDED.contains(state)
                            ? Optional.of(
                                    "strikes the moment the broker acts on a request, when the"
                                            + " ledger has not heard of it")
                            : Optional.empty();
            case INVISIBLE_ORDER ->
                    waits(state)
                            ? Optional.empty()
                            : Optional.of(
                                    "strikes the moment the broker takes an order, when the"
                                            + " ledger has not heard of it");
            case PARTIAL_FILL, OVER_FILL ->
                    ENDED.contains(state)
                            ? Optional.of("an order that has ended trades no more")
                            : Optional.empty();
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

    private static boolean waits(OrderStatus state) {
        return state == OrderStatus.PENDING
                || state == OrderStatus.IN_DOUBT
                || state == OrderStatus.CANCELING;
    }
}
