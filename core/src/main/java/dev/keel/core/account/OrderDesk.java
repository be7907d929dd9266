package dev.keel.core.account;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Side;
import dev.keel.core.position.Position;
import dev.keel.core.risk.Proposal;
import dev.keel.core.risk.RefusalReason;
import dev.keel.core.risk.RiskEngine;
import dev.keel.core.risk.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Orders before they are sent: what may be placed, and what is refused with every reason. */
final class OrderDesk {
    private OrderDesk() {}

    /** Places a client's order, or refuses it; a key that is known already changes nothing. */
    static void place(Draft draft, AccountCommand.PlaceOrder command) {
        if (draft.state().order(command.key()).isPresent()) {
            return;
        }
        Origin origin = new Origin.OfClient(command.key(), command.who());
        List<Violation> violations =
                new ArrayList<>(judge(draft, command.request(), command.expected()));
        checkRepetition(draft, command.request(), violations);
        if (violations.isEmpty()) {
            emitPlaced(draft, command.request(), origin);
        } else {
            draft.emit(
                    new AccountEvent.OrderRefused(
                            draft.now(),
                            draft.state().nextOrderId(),
                            command.request(),
                            origin,
                            violations));
        }
    }

    static void cancel(Draft draft, AccountCommand.CancelOrder command) {
        Order order =
                draft.state()
                        .order(command.order())
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "order " + command.order() + " is not open"));
        requestCancel(draft, order, command.reason());
    }

    static void requestCancel(Draft draft, Order order, String reason) {
        if (order.isOpen() && order.status() != OrderStatus.CANCELING) {
            draft.emit(order.id(), new OrderChange.CancelRequested(reason));
        }
    }

    /** Emits the intent of an order that was judged before. */
    static void emitPlaced(Draft draft, OrderRequest request, Origin origin) {
        draft.emit(
                new AccountEvent.OrderPlaced(
                        draft.now(),
                        draft.state().nextOrderId(),
                        request,
                        origin,
                        reference(draft, request)));
    }

    /**
     * Returns every reason against an order.
     *
     * @param expected the price that is in the sender's mind, if any
     */
    static List<Violation> judge(Draft draft, OrderRequest request, @Nullable Price expected) {
        Optional<Instrument> instrument = draft.state().instrument(request.instrument());
        if (instrument.isEmpty()) {
            return List.of(
                    new Violation(
                            RefusalReason.UNKNOWN_INSTRUMENT,
                            "an instrument that the account trades",
                            request.instrument().toString()));
        }
        Optional<Quote> quote = draft.situation().market().latest(request.instrument());
        if (quote.isEmpty()) {
            return List.of(
                    new Violation(
                            RefusalReason.NO_PRICE, "a price", "none of " + request.instrument()));
        }
        List<Violation> violations = new ArrayList<>(0);
        checkRules(instrument.get(), request, priceOf(request, quote.get()), violations);
        Position position = VenueDesk.positionOf(draft.state(), request.instrument());
        Quantity opening = openingPart(request, position);
        if (opening.isPositive()) {
            checkOpening(draft, instrument.get(), request, opening, violations);
            Proposal proposal =
                    new Proposal(
                            instrument.get(),
                            request.side(),
                            opening,
                            priceOf(request, quote.get()),
                            expected,
                            request.protection().stopLoss(),
                            quote.get(),
                            draft.situation().balanceAsOf());
            WorstCase exposure =
                    new WorstCase(
                            draft.state(), draft.situation(), request.instrument(), request.side());
            violations.addAll(
                    RiskEngine.judge(
                            draft.state().settings().policy(), proposal, exposure, draft.now()));
        } else if (request.isReduceOnly() && !position.isReducedBy(request.side())) {
            violations.add(
                    new Violation(
                            RefusalReason.NOTHING_TO_REDUCE,
                            "a position that a " + request.side() + " makes smaller",
                            position.side() + " " + position.quantity()));
        }
        return violations;
    }

    static Evidence evidenceOf(List<Violation> violations) {
        return new Evidence(
                "risk",
                violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
    }

    private static void checkOpening(
            Draft draft,
            Instrument instrument,
            OrderRequest request,
            Quantity opening,
            List<Violation> violations) {
        draft.halted()
                .ifPresent(reason ->
                        violations.add(
                                new Violation(
                                        RefusalReason.KILL_SWITCH,
                                        "no new risk while halted",
                                        "halted by " + reason)));
        if (instrument.kind() == InstrumentKind.SPOT && request.side() == Side.SELL) {
            violations.add(
                    new Violation(
                            RefusalReason.SHORT_NOT_ALLOWED,
                            "what is held",
                            opening + " more than is held"));
        }
        for (Order order : draft.state().openOrders()) {
            if (order.status() == OrderStatus.IN_DOUBT
                    && order.request().instrument().equals(request.instrument())) {
                violations.add(
                        new Violation(
                                RefusalReason.UNRESOLVED_ORDER,
                                "no order in doubt",
                                "order " + order.id() + " is in doubt"));
            }
        }
    }

    /** The same order under a new key, a moment later, is taken for an impatient retry. */
    private static void checkRepetition(
            Draft draft, OrderRequest request, List<Violation> violations) {
        Duration window = draft.state().settings().policy().freshness().duplicateWindow();
        if (window == null || request.isReduceOnly()) {
            return;
        }
        Instant since = draft.now().minus(window);
        Stream.concat(
                        draft.state().openOrders().stream(),
                        draft.state().recentlyClosedOrders().stream())
                .filter(order -> order.origin() instanceof Origin.OfClient)
                .filter(order -> order.placement().at().isAfter(since))
                .filter(order -> order.placement().reservation() != null)
                .filter(order -> order.request().equals(request))
                .findFirst()
                .ifPresent(order ->
                        violations.add(
                                new Violation(
                                        RefusalReason.DUPLICATE,
                                        "the same order once in " + window,
                                        "order " + order.id() + " at " + order.placement().at())));
    }

    private static void checkRules(
            Instrument instrument, OrderRequest request, Price price, List<Violation> violations) {
        if (!request.quantity().isMultipleOf(instrument.rules().lot())) {
            violations.add(
                    new Violation(
                            RefusalReason.OFF_LOT,
                            "multiples of " + instrument.rules().lot(),
                            request.quantity().toString()));
        }
        requireOnTick(instrument, request.type().limitPrice(), violations);
        requireOnTick(instrument, request.type().triggerPrice(), violations);
        boolean small =
                instrument
                                .notional(price, request.quantity())
                                .amount()
                                .compareTo(instrument.rules().minNotional())
                        < 0;
        if (small && !request.isReduceOnly()) {
            violations.add(
                    new Violation(
                            RefusalReason.BELOW_MIN_NOTIONAL,
                            "at least " + instrument.rules().minNotional().toPlainString(),
                            instrument.notional(price, request.quantity()).toString()));
        }
    }

    private static void requireOnTick(
            Instrument instrument, Optional<Price> price, List<Violation> violations) {
        if (price.isPresent() && !price.get().isMultipleOf(instrument.rules().tick())) {
            violations.add(
                    new Violation(
                            RefusalReason.OFF_TICK,
                            "multiples of " + instrument.rules().tick(),
                            price.get().toString()));
        }
    }

    /** What a request adds to the position, beyond closing what lies the other way. */
    private static Quantity openingPart(OrderRequest request, Position position) {
        if (request.isReduceOnly()) {
            return Quantity.ZERO;
        }
        if (!position.isReducedBy(request.side())) {
            return request.quantity();
        }
        return request.quantity().isGreaterThan(position.quantity())
                ? request.quantity().minus(position.quantity())
                : Quantity.ZERO;
    }

    private static Price reference(Draft draft, OrderRequest request) {
        Quote quote =
                draft.situation()
                        .market()
                        .latest(request.instrument())
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "an order without a price cannot be placed"));
        return priceOf(request, quote);
    }

    private static Price priceOf(OrderRequest request, Quote quote) {
        return switch (request.type()) {
            case OrderType.Limit(Price limit) -> limit;
            case OrderType.StopLimit(Price _, Price limit) -> limit;
            case OrderType.Stop(Price trigger) -> trigger;
            case OrderType.Market _, OrderType.TrailingStop _ -> quote.last();
        };
    }
}
