package dev.keel.sim.fault.plan;

import dev.keel.core.order.OrderStatus;
import java.util.Set;

/** Where a fault and the state of the order that it concerns seldom meet: it strikes more often. */
final class Rare {
    private static final double OFTEN = 30;

    private Rare() {}

    /** Whether the fault is asked for one order, and its state may make a difference. */
    static boolean knows(Fault fault) {
        return switch (fault) {
            case DUPLICATED_REQUEST, LATE_REQUEST, EMPTY_RESPONSE, WRONG_REFUSAL, OVER_FILL -> true;
            default -> false;
        };
    }

    /** How many times as often as elsewhere the fault strikes an order in one of these states. */
    static double weight(Fault fault, Set<OrderStatus> states) {
        boolean rare =
                fault == Fault.OVER_FILL
                        ? states.contains(OrderStatus.CANCELING)
                                || states.contains(OrderStatus.IN_DOUBT)
                        : states.contains(OrderStatus.WORKING)
                                || states.contains(OrderStatus.PARTIALLY_FILLED);
        return rare ? OFTEN : 1;
    }
}
