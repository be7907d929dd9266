package dev.keel.core.account;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Protection;
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

    /**
     * Places a client's order, or refuses it; the same order under a key that is known already
     * changes nothing.
     */
    static void place(Draft draft, AccountCommand.PlaceOrder command) {
        Optional<Order> known = draft.state().order(command.key());
        if (known.isPresent()) {
            requireSame(known.get(), command);
            return;
        }
        OrderRequest request = asAllowed(draft, command.request());
        Origin origin = new Origin.OfClient(command.key(), command.who());
        List<Violation> violations = new ArrayList<>(judge(draft, request, command.expected()));
        checkRepetition(draft, request, violations);
        if (violations.isEmpty()) {
            emitPlaced(draft, request, origin);
        } else {
            draft.emit(
                    new AccountEvent.OrderRefused(
                            draft.now(), draft.state().nextOrderId(), request, origin, violations));
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
        Position position = VenueDesk.positionOf(draft.state(), request.instrument());
        Quantity opening = openingPart(draft.state(), request, position);
        if (opening.isPositive() && quote.isEmpty()) {
            return List.of(
                    new Violation(
                            RefusalReason.NO_PRICE, "a price", "none of " + request.instrument()));
        }
        Optional<Price> price = price(request, quote.map(Quote::last));
        List<Violation> violations = new ArrayList<>(0);
        checkRules(instrument.get(), request, price, violations);
        if (opening.isPositive()) {
            checkOpening(draft, instrument.get(), request, opening, violations);
            Proposal proposal =
                    new Proposal(
                            instrument.get(),
                            request.side(),
                            opening,
                            price.orElseThrow(),
                            expected,
                            request.protection().stopLoss(),
                            quote.orElseThrow(),
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
            Instrument instrument,
            OrderRequest request,
            Optional<Price> price,
            List<Violation> violations) {
        if (!request.quantity().isMultipleOf(instrument.rules().lot())) {
            violations.add(
                    new Violation(
                            RefusalReason.OFF_LOT,
                            "multiples of " + instrument.rules().lot(),
                            request.quantity().toString()));
        }
        requireOnTick(instrument, request.type().limitPrice(), violations);
        requireOnTick(instrument, request.type().triggerPrice(), violations);
        if (price.isPresent() && !request.isReduceOnly()) {
            Money notional = instrument.notional(price.get(), request.quantity());
            if (notional.amount().compareTo(instrument.rules().minNotional()) < 0) {
                violations.add(
                        new Violation(
                                RefusalReason.BELOW_MIN_NOTIONAL,
                                "at least " + instrument.rules().minNotional().toPlainString(),
                                notional.toString()));
            }
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

    /** A key names one order for ever; what another order is meant by must be a mistake. */
    private static void requireSame(Order known, AccountCommand.PlaceOrder command) {
        OrderRequest before = known.request();
        OrderRequest now = command.request();
        boolean same =
                before.instrument().equals(now.instrument())
                        && before.side() == now.side()
                        && before.quantity().equals(now.quantity())
                        && before.type().equals(now.type());
        if (!same) {
            throw new IllegalArgumentException(
                    "client key "
                            + command.key()
                            + " must name one order only, was used for order "
                            + known.id()
                            + " before");
        }
    }

    /**
     * While halted, an order that closes is sent as reduce-only: whatever happens on its way to the
     * venue, it cannot add risk.
     */
    private static OrderRequest asAllowed(Draft draft, OrderRequest request) {
        if (request.isReduceOnly()
                || draft.halted().isEmpty()
                || draft.state().instrument(request.instrument()).isEmpty()) {
            return request;
        }
        Position position = VenueDesk.positionOf(draft.state(), request.instrument());
        return openingPart(draft.state(), request, position).isPositive()
                ? request
                : request.withProtection(Protection.NONE).with(Instruction.REDUCE_ONLY);
    }

    /**
     * What a request adds to the position, beyond closing what lies the other way and is not about
     * to be closed by other orders.
     */
    private static Quantity openingPart(
            AccountState state, OrderRequest request, Position position) {
        if (request.isReduceOnly()) {
            return Quantity.ZERO;
        }
        if (!position.isReducedBy(request.side())) {
            return request.quantity();
        }
        Quantity closed = request.quantity();
        for (Order order : state.openOrders()) {
            if (order.request().instrument().equals(request.instrument())
                    && order.request().side() == request.side()
                    && !order.request().isReduceOnly()) {
                closed = closed.plus(order.remaining());
            }
        }
        return closed.isGreaterThan(position.quantity())
                ? closed.minus(position.quantity()).min(request.quantity())
                : Quantity.ZERO;
    }

    /** The price that a new order is reserved at. */
    private static Price reference(Draft draft, OrderRequest request) {
        Optional<Price> last =
                draft.situation().market().latest(request.instrument()).map(Quote::last);
        Price price =
                price(request, last)
                        .or(() ->
                                draft.state()
                                        .position(request.instrument())
                                        .flatMap(Position::averagePrice))
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "an order without a price cannot be placed"));
        return request.isReduceOnly() || last.isEmpty()
                ? price
                : Proposal.worst(request.side(), price, last.get());
    }

    /**
     * The price at which a request trades as far as can be foreseen: its limit or trigger, the
     * market's where it trades at once; empty if only the market's would do and there is none.
     */
    private static Optional<Price> price(OrderRequest request, Optional<Price> last) {
        return switch (request.type()) {
            case OrderType.Limit(Price limit) -> Optional.of(limit);
            case OrderType.StopLimit(Price _, Price limit) -> Optional.of(limit);
            case OrderType.Stop(Price trigger) -> {
                boolean fires =
                        last.isPresent()
                                && (request.side() == Side.BUY
                                        ? last.get().isAbove(trigger)
                                        : last.get().isBelow(trigger));
                yield fires ? last : Optional.of(trigger);
            }
            case OrderType.Market _, OrderType.TrailingStop _ -> last;
        };
    }
}
