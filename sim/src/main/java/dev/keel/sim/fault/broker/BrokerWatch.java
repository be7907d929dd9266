package dev.keel.sim.fault.broker;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.venue.Movement;
import dev.keel.core.venue.VenueTrade;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees what really happens at a broker, the moment it happens. */
public interface BrokerWatch {
    /** The state that Keel has an order in; empty if it is not Keel's. */
    Set<OrderStatus> state(@Nullable OrderId order);

    void onTaken(BrokerOrder order);

    /**
     * A trade, or the taking back of one.
     *
     * @param before the signed position before it
     */
    void onTrade(VenueTrade trade, @Nullable BrokerOrder order, BigDecimal before);

    void onEnded(BrokerOrder order);

    void onMovement(Movement movement);

    /** A position was changed by nothing that anybody will ever tell. */
    void onEdited(InstrumentId instrument);
}
