package dev.keel.venues.ccxt.order;

import java.time.Instant;
import tools.jackson.databind.node.ArrayNode;

/** What comes of an order before anything is sent. */
public sealed interface OrderPlan {
    /**
     * It can be sent.
     *
     * @param arguments of the library's {@code createOrder}
     * @param notAfter when it may no longer leave
     */
    record Send(ArrayNode arguments, Instant notAfter) implements OrderPlan {
        public static final String METHOD = "createOrder";
    }

    /** It is not sent. */
    record Refuse(String why) implements OrderPlan {}
}
