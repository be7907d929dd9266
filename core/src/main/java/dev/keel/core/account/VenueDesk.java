package dev.keel.core.account;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Protection;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.position.Position;
import dev.keel.core.position.PositionSide;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueReport;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What venues say, and what follows from it: fills, ends, and the protection of what was filled.
 */
final class VenueDesk {
    /** Why a cancel is sent again. */
    static final String ASTRAY = "the earlier cancel went astray";

    /** Takes a report; what is known already, or cannot follow any more, changes nothing. */
    static void take(Draft draft, VenueReport report) {
        Optional<Order> order = draft.state().order(report.order());
        if (order.isEmpty() || !isNews(order.get(), report.change())) {
            return;
        }
        if (contradicts(order.get(), report.change())) {
            doubt(draft, order.get(), "the venue contradicts itself: " + report.change());
            return;
        }
        if (report.filled() != null
                && report.filled().isGreaterThan(order.get().execution().quantity())) {
            // Its fills are on their way; until they are here the order may still cost more.
            doubtOnce(draft, order.get(), "ended with " + report.filled() + " traded in all");
            return;
        }
        AccountState before = draft.state();
        draft.emit(report.order(), report.change());
        if (report.change() instanceof OrderChange.Filled) {
            afterFill(draft, order.get());
        } else if (report.change() instanceof OrderChange.Accepted) {
            cancelUnwanted(draft, report.order());
        } else if (report.change() instanceof OrderChange.Refused) {
            replaceLostProtection(draft, order.get());
        }
        SafetyDesk.after(draft, before, order.get(), report.change());
    }

    /** Takes an order of ours as the venue showed it. */
    static void takeFound(Draft draft, VenueOrder found) {
        Optional<Order> order = Optional.ofNullable(found.clientId()).flatMap(draft.state()::order);
        if (order.isEmpty() || !order.get().isOpen()) {
            return;
        }
        Evidence words = new Evidence("venue order " + found.id(), found.words());
        OrderId id = order.get().id();
        if (order.get().venueId().filter(found.id()::equals).isEmpty()
                && found.state() != VenueOrder.State.REJECTED) {
            take(draft, new VenueReport(id, new OrderChange.Accepted(found.id())));
        }
        switch (found.state()) {
            case WORKING -> takeWorking(draft, found, id);
            case CANCELED ->
                    take(
                            draft,
                            new VenueReport(id, new OrderChange.Canceled(words), found.filled()));
            case EXPIRED ->
                    take(
                            draft,
                            new VenueReport(id, new OrderChange.Expired(words), found.filled()));
            case REJECTED -> take(draft, new VenueReport(id, new OrderChange.Refused(words)));
            case FILLED ->
                    draft.state()
                            .order(id)
                            .filter(Order::isOpen)
                            .filter(open -> !open.remaining().isZero())
                            .ifPresent(open -> takeFilled(draft, found, open));
        }
    }

    /**
     * An order that the venue calls filled is filled by its fills alone. If they are all known and
     * are less than it asked for, some were taken back: nothing is left that could still trade.
     */
    private static void takeFilled(Draft draft, VenueOrder found, Order open) {
        if (found.filled().compareTo(open.execution().quantity()) == 0) {
            Evidence words =
                    new Evidence(
                            "venue order " + found.id(),
                            found.words() + "; what is missing was taken back");
            take(
                    draft,
                    new VenueReport(open.id(), new OrderChange.Canceled(words), found.filled()));
        } else {
            doubtOnce(draft, open, "filled, but not all fills are known");
        }
    }

    /** An order that works although somebody wants it cancelled is cancelled again. */
    private static void takeWorking(Draft draft, VenueOrder found, OrderId id) {
        Order order = draft.state().order(id).orElseThrow();
        boolean complete = !found.filled().isGreaterThan(order.execution().quantity());
        if (order.status() == OrderStatus.IN_DOUBT && complete) {
            take(draft, new VenueReport(id, new OrderChange.Accepted(found.id())));
        }
        Order now = draft.state().order(id).orElseThrow();
        if (now.isOpen() && now.cancelWanted() && now.status() != OrderStatus.CANCELING) {
            OrderDesk.requestCancel(draft, now, ASTRAY);
        }
    }

    /** What was held has changed without an order of ours. */
    static void afterPositionChange(Draft draft, InstrumentId instrument) {
        cancelStaleProtection(draft, instrument, positionOf(draft.state(), instrument));
    }

    private static void doubtOnce(Draft draft, Order order, String detail) {
        if (order.isOpen() && order.status() != OrderStatus.IN_DOUBT) {
            doubt(draft, order, detail);
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
                    order.status() == OrderStatus.IN_DOUBT
                            || order.venueId().isEmpty()
                            || (order.isOpen() && !order.venueId().get().equals(id));
            case OrderChange.Filled(Fill fill) -> !order.hasSeen(fill.tradeId());
            case OrderChange.Busted(Fill fill, var _) -> order.hasFill(fill.tradeId());
            case OrderChange.CancelRefused _ -> order.status() == OrderStatus.CANCELING;
            case OrderChange.Doubted _ -> order.isOpen() && order.status() != OrderStatus.IN_DOUBT;
            case OrderChange.Refused _,
                    OrderChange.CancelRequested _,
                    OrderChange.Canceled _,
                    OrderChange.Expired _ ->
                    order.isOpen();
        };
    }

    /** Whether a report says the opposite of an earlier one, so that the venue must be asked. */
    private static boolean contradicts(Order order, OrderChange change) {
        return switch (change) {
            case OrderChange.Refused _ -> !order.mayBeRefused();
            case OrderChange.Accepted(VenueOrderId id) ->
                    order.status() != OrderStatus.IN_DOUBT
                            && order.venueId().filter(known -> !known.equals(id)).isPresent();
            case OrderChange.Doubted _,
                    OrderChange.CancelRequested _,
                    OrderChange.CancelRefused _,
                    OrderChange.Filled _,
                    OrderChange.Busted _,
                    OrderChange.Canceled _,
                    OrderChange.Expired _ ->
                    false;
        };
    }

    /**
     * Cancels an order that turns out to work and must not: its earlier cancel went astray, or came
     * before the order was there.
     */
    private static void cancelUnwanted(Draft draft, OrderId id) {
        Order order = draft.state().order(id).orElseThrow();
        if (order.origin() instanceof Origin.OfProtection) {
            InstrumentId instrument = order.request().instrument();
            cancelStaleProtection(draft, instrument, positionOf(draft.state(), instrument));
        } else {
            SafetyDesk.cancelIfHalted(draft, order);
        }
    }

    /**
     * Places an exit anew when a doubt has ended with the venue never having had it, and what it
     * protects is still held. One that the venue refused outright would be refused again, and so
     * would one that has come to nothing several times: that is left to the guard, which closes
     * what it cannot cover.
     */
    private static void replaceLostProtection(Draft draft, Order lost) {
        boolean neverThere =
                lost.status() == OrderStatus.IN_DOUBT
                        && lost.origin() instanceof Origin.OfProtection;
        Position position = positionOf(draft.state(), lost.request().instrument());
        if (neverThere
                && position.isReducedBy(lost.request().side())
                && !ProtectionGuard.isHopeless(draft, lost)) {
            OrderDesk.emitPlaced(draft, lost.request(), lost.origin(), List.of());
        }
    }

    private static void afterFill(Draft draft, Order before) {
        InstrumentId instrument = before.request().instrument();
        Position position = positionOf(draft.state(), instrument);
        cancelStaleProtection(draft, instrument, position);
        Order after = draft.state().order(before.id()).orElse(before);
        if (after.status() == OrderStatus.FILLED
                && after.origin() instanceof Origin.OfProtection(OrderId entry)) {
            cancelProtectionOf(draft, entry);
        }
        boolean held = position.side() == PositionSide.openedBy(before.request().side());
        if (held && !before.request().protection().isNone()) {
            Quantity unprotected = unprotected(draft, after, position);
            if (!unprotected.isZero()) {
                protect(draft, before, position, unprotected);
            }
        }
    }

    /** The exits of an entry that are, or may be, at work. */
    private static Stream<Order> protectionOf(Draft draft, OrderId entry) {
        Origin origin = new Origin.OfProtection(entry);
        return draft.state().openOrders().stream()
                .filter(order -> order.origin().equals(origin))
                .filter(order -> order.status() != OrderStatus.CANCELING);
    }

    /**
     * How much of an entry the next exits are for. A derivative's are for the whole entry at once:
     * they are reduce-only, so that the venue caps them by what is held, and a later fill is
     * protected the moment it happens. A spot market sells only what is there: its exits follow the
     * fills.
     */
    private static Quantity unprotected(Draft draft, Order entry, Position position) {
        List<Order> exits = protectionOf(draft, entry.id()).toList();
        if (position.instrument().kind() == InstrumentKind.LINEAR) {
            return exits.isEmpty() ? entry.request().quantity() : Quantity.ZERO;
        }
        boolean stops = areStopsAtVenue(draft) && entry.request().protection().stop().isPresent();
        Quantity covered = Quantity.ZERO;
        for (Order exit : exits) {
            if (SafetyDesk.isStop(exit.request()) == stops) {
                covered = covered.plus(exit.request().quantity());
            }
        }
        Quantity held = entry.execution().quantity().min(position.tradable());
        return held.isGreaterThan(covered)
                ? position.instrument().roundDownToLot(held.minus(covered))
                : Quantity.ZERO;
    }

    /** One exit of the pair has done its whole duty: the other must not sell something else. */
    private static void cancelProtectionOf(Draft draft, OrderId entry) {
        protectionOf(draft, entry)
                .toList()
                .forEach(order ->
                        OrderDesk.requestCancel(
                                draft, order, "the other exit of the pair has filled"));
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

    /** Places the exits of an entry, or of a part of it. */
    private static void protect(Draft draft, Order entry, Position position, Quantity quantity) {
        Origin origin = new Origin.OfProtection(entry.id());
        Protection protection = entry.request().protection();
        Instrument instrument = position.instrument();
        OrderRequest exit =
                OrderRequest.market(instrument.id(), entry.request().side().opposite(), quantity)
                        .with(Instruction.REDUCE_ONLY);
        protection
                .stop()
                .filter(_ -> areStopsAtVenue(draft))
                .map(price -> onTick(instrument, price))
                .ifPresent(price ->
                        OrderDesk.emitPlaced(
                                draft,
                                exit.withType(new OrderType.Stop(price)),
                                origin,
                                List.of()));
        protection
                .target()
                .map(price -> onTick(instrument, price))
                .ifPresent(price ->
                        OrderDesk.emitPlaced(
                                draft,
                                exit.withType(new OrderType.Limit(price)),
                                origin,
                                List.of()));
    }

    private static boolean areStopsAtVenue(Draft draft) {
        return draft.situation().stops() == StopKeeper.VENUE;
    }

    /** The nearest price on the grid that there is; nothing rounds to 0. */
    static Price onTick(Instrument instrument, Price price) {
        Price tick = instrument.rules().tick();
        return price.isBelow(tick) ? tick : instrument.roundToTick(price, RoundingMode.HALF_EVEN);
    }
}
