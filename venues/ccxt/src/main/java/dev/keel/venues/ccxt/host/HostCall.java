package dev.keel.venues.ccxt.host;

import java.time.Duration;
import tools.jackson.databind.node.ArrayNode;

/**
 * One call.
 *
 * @param exchange the name that it was opened under
 * @param method of ccxt, unified or implicit, such as {@code createOrder}
 * @param arguments in their order; null stands for undefined
 * @param order whether it is one of the requests of which has to be known if they left
 * @param deadline how long from now until it counts as lost
 */
public record HostCall(
        String exchange, String method, ArrayNode arguments, boolean order, Duration deadline) {}
