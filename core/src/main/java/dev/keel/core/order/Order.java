package dev.keel.core.order;

import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order and what became of it. Immutable: {@link #apply} returns the next state.
 *
 * <p>Fills are facts and are taken in every state, also before the acknowledgement and after a
 * cancel. A cancel does not end doubt, and neither does its refusal; only the venue's word on the
 * order does.
 *
 * @param execution what has traded so far
 * @param cancelWanted whether somebody wants it cancelled; a cancel that went astray is sent again
 * @param venueOrderId known once the venue accepted it
 * @param evidence present exactly in terminal states
 */
public record Order(
        OrderId id,
        OrderRequest request,
        Placement placement,
        OrderStatus status,
        Execution execution,
        boolean cancelWanted,
        @Nullable VenueOrderId venueOrderId,
        @Nullable Evidence evidence) {

    public Order {
        if (status.isTerminal() != (evidence != null)) {
            throw new IllegalArgumentException(
                    "order "
                            + id
                            + " must have evidence exactly in a terminal state, was "
                            + status
                            + ", "
                            + evidence);
        }
    }

    /** A new order whose intent is about to be committed. */
    public static Order pending(
            OrderId id, OrderRequest request, Placement placement, Money nothing) {
        Execution none = Execution.none(nothing);
        return new Order(id, request, placement, OrderStatus.PENDING, none, false, null, null);
    }

    /** An order that was refused before it was sent: terminal from birth. */
    public static Order refused(
            OrderId id, OrderRequest request, Placement placement, Money nothing, Evidence why) {
        Execution none = Execution.none(nothing);
        return new Order(id, request, placement, OrderStatus.REJECTED, none, false, null, why);
    }

    /**
     * Returns the order after a change.
     *
     * @param notional the fill's notional in the quote asset where the change is a fill; otherwise
     *     not looked at
     * @throws IllegalStateException if the change cannot happen in this state
     */
    public Order apply(OrderChange change, Money notional) {
        return switch (change) {
            case OrderChange.Accepted(VenueOrderId venueId) -> accepted(venueId);
            case OrderChange.Refused(Evidence why) -> refusedByVenue(why);
            case OrderChange.Doubted _ -> {
                requireOpen(change);
                yield with(OrderStatus.IN_DOUBT, null);
            }
            case OrderChange.CancelRequested _ -> {
                requireOpen(change);
                yield cancelWanted(true)
                        .with(
                                status == OrderStatus.IN_DOUBT
                                        ? OrderStatus.IN_DOUBT
                                        : OrderStatus.CANCELING,
                                null);
            }
            case OrderChange.CancelRefused _ -> {
                requireOpen(change);
                yield cancelWanted(false)
                        .with(status == OrderStatus.CANCELING ? beforeCancel() : status, null);
            }
            case OrderChange.Filled(Fill fill) -> filled(fill, notional);
            case OrderChange.Busted(Fill fill, Evidence _) -> busted(fill, notional);
            case OrderChange.Canceled(Evidence why) -> {
                requireOpen(change);
                yield with(OrderStatus.CANCELED, why);
            }
            case OrderChange.Expired(Evidence why) -> {
                requireOpen(change);
                yield with(OrderStatus.EXPIRED, why);
            }
        };
    }

    public boolean isOpen() {
        return !status.isTerminal();
    }

    /** Whether a refusal can be true: nothing says yet that the venue took the order. */
    public boolean mayBeRefused() {
        return switch (status) {
            case PENDING, IN_DOUBT -> true;
            case CANCELING -> venueOrderId == null && execution.isNothing();
            case WORKING, PARTIALLY_FILLED, FILLED, CANCELED, EXPIRED, REJECTED -> false;
        };
    }

    public boolean hasFill(TradeId tradeId) {
        return execution.tradeIds().contains(tradeId);
    }

    /** Whether this fill was taken, be it that it was taken back since. */
    public boolean hasSeen(TradeId tradeId) {
        return hasFill(tradeId) || execution.busted().contains(tradeId);
    }

    /** What may still trade; zero once filled, whatever the venue over-filled. */
    public Quantity remaining() {
        Quantity filled = execution.quantity();
        return filled.isGreaterThan(request.quantity())
                ? Quantity.ZERO
                : request.quantity().minus(filled);
    }

    /** The price that what remains is reserved at. */
    public Price reservedAt() {
        Price reservation = placement.reservation();
        if (reservation == null) {
            throw new IllegalStateException("order " + id + " was never sent, nothing is reserved");
        }
        return reservation;
    }

    public Origin origin() {
        return placement.origin();
    }

    public Optional<VenueOrderId> venueId() {
        return Optional.ofNullable(venueOrderId);
    }

    public Optional<Evidence> proof() {
        return Optional.ofNullable(evidence);
    }

    private Order accepted(VenueOrderId venueId) {
        boolean asAnother = venueOrderId != null && !venueOrderId.equals(venueId);
        if (asAnother && status != OrderStatus.IN_DOUBT) {
            throw new IllegalStateException(
                    "order "
                            + id
                            + " is "
                            + venueOrderId
                            + " at the venue, and was accepted again as "
                            + venueId);
        }
        OrderStatus next =
                switch (status) {
                    case PENDING, IN_DOUBT ->
                            execution.isNothing()
                                    ? OrderStatus.WORKING
                                    : OrderStatus.PARTIALLY_FILLED;
                    case WORKING,
                            PARTIALLY_FILLED,
                            CANCELING,
                            FILLED,
                            CANCELED,
                            EXPIRED,
                            REJECTED ->
                            status;
                };
        return new Order(id, request, placement, next, execution, cancelWanted, venueId, evidence);
    }

    private Order refusedByVenue(Evidence why) {
        if (!mayBeRefused()) {
            throw new IllegalStateException("order " + id + " cannot be refused, it is " + status);
        }
        return with(OrderStatus.REJECTED, why);
    }

    private Order filled(Fill fill, Money notional) {
        if (hasSeen(fill.tradeId())) {
            throw new IllegalStateException(
                    "order " + id + " has the fill " + fill.tradeId() + " already");
        }
        Execution more = execution.plus(fill, notional);
        boolean whole = more.quantity().compareTo(request.quantity()) >= 0;
        if (whole) {
            Evidence why = new Evidence("fill", fill.tradeId().value());
            return new Order(
                    id,
                    request,
                    placement,
                    OrderStatus.FILLED,
                    more,
                    cancelWanted,
                    venueOrderId,
                    why);
        }
        OrderStatus next =
                switch (status) {
                    case PENDING, IN_DOUBT, WORKING, PARTIALLY_FILLED ->
                            OrderStatus.PARTIALLY_FILLED;
                    case CANCELING, FILLED, CANCELED, EXPIRED, REJECTED -> status;
                };
        return new Order(id, request, placement, next, more, cancelWanted, venueOrderId, evidence);
    }

    /** The state stays what it was: a bust brings back no order that has ended. */
    private Order busted(Fill fill, Money notional) {
        if (!hasFill(fill.tradeId())) {
            throw new IllegalStateException(
                    "order " + id + " has no fill " + fill.tradeId() + " to take back");
        }
        Execution less = execution.minus(fill, notional);
        OrderStatus next =
                status == OrderStatus.PARTIALLY_FILLED && less.isNothing()
                        ? OrderStatus.WORKING
                        : status;
        return new Order(id, request, placement, next, less, cancelWanted, venueOrderId, evidence);
    }

    /** A venue that will not cancel has not said that it took the order. */
    private OrderStatus beforeCancel() {
        if (!execution.isNothing()) {
            return OrderStatus.PARTIALLY_FILLED;
        }
        return venueOrderId == null ? OrderStatus.PENDING : OrderStatus.WORKING;
    }

    private Order cancelWanted(boolean wanted) {
        return new Order(id, request, placement, status, execution, wanted, venueOrderId, evidence);
    }

    private Order with(OrderStatus next, @Nullable Evidence why) {
        return new Order(id, request, placement, next, execution, cancelWanted, venueOrderId, why);
    }

    private void requireOpen(OrderChange change) {
        if (status.isTerminal()) {
            throw new IllegalStateException(
                    "order " + id + " is " + status + " and cannot take " + change);
        }
    }

    /**
     * What has traded.
     *
     * @param notional the sum of price x quantity (x contract size) in the quote asset
     * @param fees the sum of the fees, rebates subtracted
     * @param tradeIds the venue's ids of the fills, oldest first
     * @param busted the ids of fills that were taken back, so that none comes in again
     */
    public record Execution(
            Quantity quantity,
            Money notional,
            Money fees,
            List<TradeId> tradeIds,
            List<TradeId> busted) {
        public Execution {
            tradeIds = List.copyOf(tradeIds);
            busted = List.copyOf(busted);
        }

        static Execution none(Money nothing) {
            return new Execution(Quantity.ZERO, nothing, nothing, List.of(), List.of());
        }

        boolean isNothing() {
            return quantity.isZero();
        }

        Execution plus(Fill fill, Money fillNotional) {
            return new Execution(
                    quantity.plus(fill.quantity()),
                    notional.plus(fillNotional),
                    fees.plus(fill.fee()),
                    appended(tradeIds, fill.tradeId()),
                    busted);
        }

        Execution minus(Fill fill, Money fillNotional) {
            return new Execution(
                    quantity.minus(fill.quantity()),
                    notional.minus(fillNotional),
                    fees.minus(fill.fee()),
                    tradeIds.stream().filter(id -> !id.equals(fill.tradeId())).toList(),
                    appended(busted, fill.tradeId()));
        }

        private static List<TradeId> appended(List<TradeId> ids, TradeId id) {
            if (ids.isEmpty()) {
                return List.of(id);
            }
            TradeId[] more = ids.toArray(new TradeId[ids.size() + 1]);
            more[ids.size()] = id;
            return List.of(more);
        }
    }
}
