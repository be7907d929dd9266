package dev.keel.sim.matching;

import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.sim.tariff.FeeTab;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as the venue has it. Guarded by the venue's lock.
 *
 * <p>Its ids are made of the order's own id, and trades are counted on from those that the account
 * knows: they are unique for ever, and the same in every run.
 */
final class WorkingOrder {
    /** What an order waits for. */
    enum Stage {
        /** For its trigger. */
        ARMED,
        /** For its limit. */
        LIMIT,
        /** For any price, or for volume. */
        MARKET
    }

    private final OrderId id;

    /** The id as the venue's own ids have it in them: text costs more than all else of an id. */
    private final String idText;

    private final OrderRequest request;
    private final VenueOrderId venueId;
    private final @Nullable OrderId entry;
    private final @Nullable Price limit;
    private final @Nullable BigDecimal distance;
    private final List<OrderChange> history = new ArrayList<>(3);

    private Stage stage;
    private @Nullable BigDecimal trigger;
    private Quantity filled = Quantity.ZERO;
    private Quantity withdrawn = Quantity.ZERO;
    private int trades;
    private @Nullable FeeTab feeTab;
    private @Nullable Instant arrivesAt;
    private long wokenBy = -1;
    private boolean bornInRange;
    private boolean cancelOwed;
    private boolean closed;

    /** An order that has just been sent. */
    WorkingOrder(Order order) {
        this(order, order.id().toString());
    }

    private WorkingOrder(Order order, String idText) {
        this(order, idText, new VenueOrderId("P".concat(idText)));
    }

    private WorkingOrder(Order order, String idText, VenueOrderId venueId) {
        this.id = order.id();
        this.idText = idText;
        this.request = order.request();
        this.venueId = venueId;
        this.entry =
                order.origin() instanceof Origin.OfProtection(OrderId protectedEntry)
                        ? protectedEntry
                        : null;
        this.limit = limitOf(request.type());
        this.distance =
                request.type() instanceof OrderType.TrailingStop(BigDecimal away) ? away : null;
        this.trigger = triggerOf(request.type());
        this.stage = stageOf(request.type());
    }

    /**
     * An order that was at the venue before a restart. A stop that has traded was triggered; where
     * a trailing stop's trigger had come to is forgotten.
     *
     * @param pairTraded what the orders that it is paired with have traded
     */
    static WorkingOrder restored(Order order, VenueOrderId venueId, Quantity pairTraded) {
        WorkingOrder working = new WorkingOrder(order, order.id().toString(), venueId);
        working.filled = order.execution().quantity();
        working.trades = order.execution().tradeIds().size();
        working.feeTab = new FeeTab(order.execution().fees());
        working.withdrawn = pairTraded;
        working.cancelOwed = order.status() == OrderStatus.CANCELING;
        working.history.add(new OrderChange.Accepted(venueId));
        if (working.stage == Stage.ARMED && working.trades > 0) {
            working.wake(-1);
        }
        return working;
    }

    OrderId id() {
        return id;
    }

    OrderRequest request() {
        return request;
    }

    Side side() {
        return request.side();
    }

    VenueOrderId venueId() {
        return venueId;
    }

    Stage stage() {
        return stage;
    }

    @Nullable Price limit() {
        return limit;
    }

    /** Whether both are exits of the same entry, of which one cancels the other. */
    boolean isPairedWith(WorkingOrder other) {
        return entry != null && other != this && entry.equals(other.entry);
    }

    boolean protects(OrderId order) {
        return order.equals(entry);
    }

    /** Whether it must trade at once or not at all. */
    boolean isImmediate() {
        return request.timeInForce() instanceof TimeInForce.ImmediateOrCancel
                || request.timeInForce() instanceof TimeInForce.FillOrKill;
    }

    boolean isAllOrNothing() {
        return request.timeInForce() instanceof TimeInForce.FillOrKill;
    }

    boolean isExpiredAt(Instant now) {
        return request.timeInForce() instanceof TimeInForce.GoodTillDate(Instant end)
                && !end.isAfter(now);
    }

    boolean expiresBefore(Instant time) {
        return request.timeInForce() instanceof TimeInForce.GoodTillDate(Instant end)
                && end.isBefore(time);
    }

    /** What may still trade: neither filled, nor traded by the order that it is paired with. */
    Quantity open() {
        if (filled.isZero() && withdrawn.isZero()) {
            return request.quantity();
        }
        Quantity gone = filled.plus(withdrawn);
        return gone.isGreaterThan(request.quantity())
                ? Quantity.ZERO
                : request.quantity().minus(gone);
    }

    /** Counts a trade, and ends with the last; returns its id. */
    TradeId trade(Quantity quantity) {
        filled = filled.isZero() ? quantity : filled.plus(quantity);
        closed = filled.compareTo(request.quantity()) >= 0;
        trades++;
        return new TradeId(idText.concat(trades == 1 ? "-1" : "-" + trades));
    }

    /** What it has cost so far, for fees that an order's fills share. */
    FeeTab feeTab(Asset quote) {
        FeeTab tab = feeTab;
        if (tab == null) {
            tab = new FeeTab(Money.zero(quote));
            feeTab = tab;
        }
        return tab;
    }

    /** Its pair has traded a part of what both together may trade. */
    void withdraw(Quantity quantity) {
        withdrawn = withdrawn.plus(quantity);
    }

    /** Whether a price is at the trigger or beyond. */
    boolean isTriggeredBy(Price price) {
        if (trigger == null) {
            return false;
        }
        int order = price.value().compareTo(trigger);
        return request.side() == Side.BUY ? order >= 0 : order <= 0;
    }

    /** Where the trigger lies now; only to be asked for when a price has reached it. */
    Price triggerPrice() {
        if (trigger == null) {
            throw new IllegalStateException("order " + id + " has no trigger");
        }
        return new Price(trigger);
    }

    /**
     * The trigger fires: from now on it is a limit or a market order.
     *
     * @param event the number of the market event that did it
     */
    void wake(long event) {
        stage = limit == null ? Stage.MARKET : Stage.LIMIT;
        wokenBy = event;
    }

    boolean wasWokenBy(long event) {
        return wokenBy == event;
    }

    /** Lets a trailing trigger follow the market; it never goes back. */
    void follow(Price price) {
        if (distance == null) {
            return;
        }
        BigDecimal candidate =
                request.side() == Side.BUY
                        ? price.value().add(distance)
                        : price.value().subtract(distance);
        if (trigger == null
                || (request.side() == Side.BUY
                        ? candidate.compareTo(trigger) < 0
                        : candidate.compareTo(trigger) > 0)) {
            trigger = candidate;
        }
    }

    /** Whether a price is at the limit or better. */
    boolean accepts(Price price) {
        return limit == null
                || (request.side() == Side.BUY ? !price.isAbove(limit) : !price.isBelow(limit));
    }

    /** Whether a market that trades at a price fills it where it rests. */
    boolean isReachedBy(Price price, LimitFill rule) {
        return switch (rule) {
            case TOUCH -> accepts(price);
            case THROUGH -> accepts(price) && !price.equals(limit);
        };
    }

    /** Until then it is on its way, and cannot trade; null once it is there. */
    @Nullable Instant arrivesAt() {
        return arrivesAt;
    }

    void travelUntil(@Nullable Instant arrival) {
        arrivesAt = arrival;
    }

    /** Whether it protects an entry that filled in the range which was just played. */
    boolean isBornInRange() {
        return bornInRange;
    }

    void bornInRange(boolean born) {
        bornInRange = born;
    }

    /** Whether a cancel was asked for before a restart, and not answered. */
    boolean isCancelOwed() {
        return cancelOwed;
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    /** What was reported of it, oldest first. */
    List<OrderChange> history() {
        return history;
    }

    private static Stage stageOf(OrderType type) {
        return switch (type) {
            case OrderType.Market _ -> Stage.MARKET;
            case OrderType.Limit _ -> Stage.LIMIT;
            case OrderType.Stop _, OrderType.StopLimit _, OrderType.TrailingStop _ -> Stage.ARMED;
        };
    }

    private static @Nullable Price limitOf(OrderType type) {
        return switch (type) {
            case OrderType.Limit(Price price) -> price;
            case OrderType.StopLimit(Price _, Price price) -> price;
            case OrderType.Market _, OrderType.Stop _, OrderType.TrailingStop _ -> null;
        };
    }

    private static @Nullable BigDecimal triggerOf(OrderType type) {
        return switch (type) {
            case OrderType.Stop(Price price) -> price.value();
            case OrderType.StopLimit(Price price, Price _) -> price.value();
            case OrderType.Market _, OrderType.Limit _, OrderType.TrailingStop _ -> null;
        };
    }
}
