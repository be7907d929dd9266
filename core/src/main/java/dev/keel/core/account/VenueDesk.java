package dev.keel.core.account;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Protection;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.position.Position;
import dev.keel.core.venue.VenueReport;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What venues say, and what follows from it: fills, ends, and the protection of what was filled.
 */
final class VenueDesk {
    private VenueDesk() {}

    /** Takes a report; what is known already, or cannot follow any more, changes nothing. */
    static void take(Draft draft, VenueReport report) {
        Optional<Order> order = draft.state().order(report.order());
        if (order.isEmpty() || !isNews(order.get(), report.change())) {
            return;
        }
        draft.emit(report.order(), report.change());
        if (report.change() instanceof OrderChange.Filled) {
            afterFill(draft, order.get());
        }
    }

    /** After a restart nobody knows what became of orders without an answer, nor of cancels. */
    static void doubtUnanswered(Draft draft) {
        for (Order order : draft.state().openOrders()) {
            switch (order.status()) {
                case PENDING -> doubt(draft, order, "no answer before the restart");
                case CANCELING ->
                        doubt(draft, order, "the cancel was not answered before the restart");
                case IN_DOUBT, WORKING, PARTIALLY_FILLED, FILLED, CANCELED, EXPIRED, REJECTED -> {}
            }
        }
    }

    static Position positionOf(AccountState state, InstrumentId id) {
        Optional<Position> position = state.position(id);
        if (position.isPresent()) {
            return position.get();
        }
        Instrument instrument =
                state.instrument(id)
                        .orElseThrow(() ->
                                new IllegalStateException("instrument " + id + " is not listed"));
        return Position.flat(instrument);
    }

    private static void doubt(Draft draft, Order order, String detail) {
        draft.emit(order.id(), new OrderChange.Doubted(detail));
    }

    private static boolean isNews(Order order, OrderChange change) {
        return switch (change) {
            case OrderChange.Accepted(VenueOrderId id) ->
                    order.venueId().filter(id::equals).isEmpty()
                            || order.status() == OrderStatus.IN_DOUBT;
            case OrderChange.Filled(Fill fill) -> !order.hasFill(fill.tradeId());
            case OrderChange.Refused _ ->
                    order.status() == OrderStatus.PENDING || order.status() == OrderStatus.IN_DOUBT;
            case OrderChange.CancelRefused _ ->
                    order.status() == OrderStatus.CANCELING
                            || order.status() == OrderStatus.IN_DOUBT;
            case OrderChange.Doubted _,
                    OrderChange.CancelRequested _,
                    OrderChange.Canceled _,
                    OrderChange.Expired _ ->
                    order.isOpen();
        };
    }

    private static void afterFill(Draft draft, Order before) {
        InstrumentId instrument = before.request().instrument();
        Position position = positionOf(draft.state(), instrument);
        cancelStaleProtection(draft, instrument, position);
        boolean firstFill = before.execution().quantity().isZero();
        boolean stillHeld = !position.isFlat() && !position.isReducedBy(before.request().side());
        if (firstFill && stillHeld && !before.request().protection().isNone()) {
            protect(draft, before, position);
        }
    }

    /** Protective orders that would no longer make the position smaller have done their duty. */
    private static void cancelStaleProtection(
            Draft draft, InstrumentId instrument, Position position) {
        for (Order order : draft.state().openOrders()) {
            if (order.origin() instanceof Origin.OfProtection
                    && order.request().instrument().equals(instrument)
                    && !position.isReducedBy(order.request().side())) {
                OrderDesk.requestCancel(draft, order, "the position it protected is closed");
            }
        }
    }

    /**
     * Places the exits of an entry for its whole quantity at its first fill: they are reduce-only,
     * so that the venue caps them by what is held, and a later fill is protected the moment it
     * happens.
     */
    private static void protect(Draft draft, Order entry, Position position) {
        Origin origin = new Origin.OfProtection(entry.id());
        Protection protection = entry.request().protection();
        Instrument instrument = position.instrument();
        OrderRequest exit =
                OrderRequest.market(
                                instrument.id(),
                                entry.request().side().opposite(),
                                entry.request().quantity())
                        .with(Instruction.REDUCE_ONLY);
        protection
                .stop()
                .map(price -> instrument.roundToTick(price, RoundingMode.HALF_EVEN))
                .ifPresent(price ->
                        OrderDesk.emitPlaced(
                                draft, exit.withType(new OrderType.Stop(price)), origin));
        protection
                .target()
                .map(price -> instrument.roundToTick(price, RoundingMode.HALF_EVEN))
                .ifPresent(price ->
                        OrderDesk.emitPlaced(
                                draft, exit.withType(new OrderType.Limit(price)), origin));
    }
}
