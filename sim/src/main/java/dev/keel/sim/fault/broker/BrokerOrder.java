package dev.keel.sim.fault.broker;

import dev.keel.core.money.Quantity;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueTrade;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as it really is. */
public final class BrokerOrder {
    private final @Nullable OrderId clientId;
    private final VenueOrderId id;
    private final OrderRequest request;
    private final long takenAt;
    private final long visibleFrom;
    private final List<Part> parts = new ArrayList<>(2);
    private BigDecimal filled = BigDecimal.ZERO;
    private BigDecimal used = BigDecimal.ZERO;
    private VenueOrder.State state = VenueOrder.State.WORKING;
    private String words = "open";
    private long endedAt = Long.MAX_VALUE;
    private boolean triggered;
    private @Nullable BigDecimal best;

    BrokerOrder(
            @Nullable OrderId clientId,
            VenueOrderId id,
            OrderRequest request,
            long takenAt,
            long visibleFrom) {
        this.clientId = clientId;
        this.id = id;
        this.request = request;
        this.takenAt = takenAt;
        this.visibleFrom = visibleFrom;
        this.triggered = request.type() instanceof OrderType.Market;
    }

    public @Nullable OrderId clientId() {
        return clientId;
    }

    public VenueOrderId id() {
        return id;
    }

    public OrderRequest request() {
        return request;
    }

    public BigDecimal filled() {
        return filled;
    }

    public VenueOrder.State state() {
        return state;
    }

    public boolean isWorking() {
        return state == VenueOrder.State.WORKING;
    }

    /** The order as it is. */
    public VenueOrder view() {
        return view(filled, state);
    }

    boolean isVisible(long now, long asOf) {
        return visibleFrom <= now && takenAt <= asOf;
    }

    /** The order as it was. */
    VenueOrder viewAt(long asOf) {
        BigDecimal then = BigDecimal.ZERO;
        for (Part part : parts) {
            if (part.at <= asOf) {
                then = then.add(part.quantity);
            }
        }
        return view(then, endedAt <= asOf ? state : VenueOrder.State.WORKING);
    }

    /** What may still trade; a trade that was taken back does not come back. */
    BigDecimal remaining() {
        return request.quantity().value().subtract(used);
    }

    long takenAt() {
        return takenAt;
    }

    long endedAt() {
        return endedAt;
    }

    /** Trades, or takes back a trade if the quantity is below 0. */
    void fill(long at, BigDecimal quantity) {
        parts.add(new Part(at, quantity));
        filled = filled.add(quantity);
        used = used.add(quantity.max(BigDecimal.ZERO));
    }

    void end(long at, VenueOrder.State how, String why) {
        endedAt = at;
        state = how;
        words = why;
    }

    /** Whether the order may trade as the market stands; wakes up a stop. */
    boolean wakes(BigDecimal price) {
        if (triggered) {
            return true;
        }
        boolean buys = request.side() == Side.BUY;
        BigDecimal trigger =
                switch (request.type()) {
                    case OrderType.Market _ -> price;
                    case OrderType.Limit _ -> price;
                    case OrderType.Stop(var at) -> at.value();
                    case OrderType.StopLimit(var at, var _) -> at.value();
                    case OrderType.TrailingStop(var distance) -> {
                        BigDecimal extreme = best == null ? price : best;
                        extreme = buys ? extreme.min(price) : extreme.max(price);
                        best = extreme;
                        yield buys ? extreme.add(distance) : extreme.subtract(distance);
                    }
                };
        triggered = buys ? price.compareTo(trigger) >= 0 : price.compareTo(trigger) <= 0;
        return triggered;
    }

    /** Whether a limit stands against trading at this price. */
    boolean allows(BigDecimal price) {
        return request.type()
                .limitPrice()
                .map(limit -> limit.value().compareTo(price))
                .map(above -> request.side() == Side.BUY ? above >= 0 : above <= 0)
                .orElse(true);
    }

    private VenueOrder view(BigDecimal traded, VenueOrder.State where) {
        return new VenueOrder(
                clientId,
                id,
                request.instrument(),
                request.side(),
                request.quantity(),
                new Quantity(traded.max(BigDecimal.ZERO)),
                where,
                where == VenueOrder.State.WORKING ? "open" : words);
    }

    /** What traded, or was taken back if below 0. */
    private record Part(long at, BigDecimal quantity) {}

    /** A trade and whose it is. */
    record Traded(long at, VenueTrade trade, @Nullable BrokerOrder order) {}
}
