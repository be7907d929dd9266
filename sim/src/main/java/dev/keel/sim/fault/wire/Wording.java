package dev.keel.sim.fault.wire;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueReport;
import dev.keel.sim.fault.broker.BrokerReply;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a broker words what it has to say, and what the adapter reads in it. */
interface Wording {
    /**
     * The outcome of a submit.
     *
     * @param code what the broker means; null for what could not be read
     * @param shown the order; null if the answer names none
     */
    VenueReport ofSubmit(Order sent, BrokerReply.@Nullable Code code, @Nullable VenueOrder shown);

    /** The outcome of a cancel; empty if the order's end is told by itself. */
    Optional<VenueReport> ofCancel(
            Order sent, BrokerReply.@Nullable Code code, @Nullable VenueOrder shown);

    /** That the broker shows no such order. */
    VenueAnswer ofNotFound(OrderId order, Instant askedAt);
}
