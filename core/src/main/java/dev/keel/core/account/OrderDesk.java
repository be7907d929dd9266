package dev.keel.core.account;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
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
import dev.keel.core.risk.Check;
import dev.keel.core.risk.Checklist;
import dev.keel.core.risk.Proposal;
import dev.keel.core.risk.RefusalReason;
import dev.keel.core.risk.RiskEngine;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.risk.Violation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
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
        requireNotPromised(draft.state(), command);
        Optional<Order> known = draft.state().order(command.key());
        if (known.isPresent()) {
            requireSame(known.get(), command);
            return;
        }
        OrderRequest request = asAllowed(draft, command.request());
        requireSides(draft, request, command.expected());
        Origin origin = new Origin.OfClient(command.key(), command.who());
        Checklist list = judge(draft, request, origin, command.expected());
        checkRepetition(draft, request, list);
        placeOrRefuse(draft, request, origin, list);
    }

    /** Judges an order and places or refuses it. */
    static void placeOrRefuse(Draft draft, OrderRequest wanted, Origin origin) {
        OrderRequest request = asAllowed(draft, wanted);
        placeOrRefuse(draft, request, origin, judge(draft, request, origin, null));
    }

    private static void placeOrRefuse(
            Draft draft, OrderRequest request, Origin origin, Checklist list) {
        if (list.isPassed()) {
            emitPlaced(draft, request, origin, list.checks());
        } else {
            draft.emit(
                    new AccountEvent.OrderRefused(
                            draft.now(),
                            draft.state().nextOrderId(),
                            request,
                            origin,
                            list.violations()));
        }
    }

    static void cancel(Draft draft, AccountCommand.CancelOrder command) {
        Order order =
                draft.state()
                        .order(command.order())
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "order " + command.order() + " is not open"));
        if (draft.state().amendment(order.id()).isPresent() && order.isOpen()) {
            // It is being cancelled already; what was to come in its place is not wanted any more.
            draft.emit(order.id(), new OrderChange.CancelRequested(command.reason()));
        } else {
            requestCancel(draft, order, command.reason());
        }
    }

    static void requestCancel(Draft draft, Order order, String reason) {
        if (order.isOpen() && order.status() != OrderStatus.CANCELING) {
            draft.emit(order.id(), new OrderChange.CancelRequested(reason));
        }
    }

    /** Emits the intent of an order that was judged before. */
    static void emitPlaced(Draft draft, OrderRequest request, Origin origin, List<Check> checks) {
        draft.emit(
                new AccountEvent.OrderPlaced(
                        draft.now(),
                        draft.state().nextOrderId(),
                        request,
                        origin,
                        reference(draft, request),
                        checks));
    }

    /**
     * Holds an order against everything that can speak against it.
     *
     * @param expected the price that is in the sender's mind, if any
     */
    static Checklist judge(
            Draft draft, OrderRequest request, Origin origin, @Nullable Price expected) {
        Checklist list = draft.checklist();
        Optional<Instrument> instrument = draft.state().instrument(request.instrument());
        if (instrument.isEmpty()) {
            list.add(
                    RefusalReason.UNKNOWN_INSTRUMENT,
                    false,
                    "an instrument that the account trades",
                    request.instrument().toString());
            return list;
        }
        Optional<Quote> quote = draft.situation().market().latest(request.instrument());
        Position position = VenueDesk.positionOf(draft.state(), request.instrument());
        Quantity opening = openingPart(draft.state(), request, position, Others.ALL);
        if (opening.isPositive() && quote.isEmpty()) {
            list.add(RefusalReason.NO_PRICE, false, "a price", "none of " + request.instrument());
            return list;
        }
        Optional<Price> price = price(request, quote.map(Quote::last));
        checkRules(instrument.get(), request, position, price, list);
        if (opening.isPositive()) {
            checkOpening(draft, instrument.get(), request, opening, origin, list);
            RiskPolicy policy = draft.state().settings().policy();
            Proposal proposal =
                    new Proposal(
                            instrument.get(),
                            request.side(),
                            opening,
                            price.orElseThrow(),
                            expected,
                            request.protection().stopLoss(),
                            quote.orElseThrow(),
                            draft.situation().balanceAsOf(),
                            slipped(policy, request, price.orElseThrow()));
            WorstCase exposure =
                    new WorstCase(
                            draft.state(), draft.situation(), request.instrument(), request.side());
            RiskEngine.judge(policy, proposal, exposure, draft.now(), list);
        } else if (request.isReduceOnly()) {
            boolean reduces = position.isReducedBy(request.side());
            if (list.keeps(reduces)) {
                list.add(
                        RefusalReason.NOTHING_TO_REDUCE,
                        reduces,
                        "a position that a " + request.side() + " makes smaller",
                        position.side() + " " + position.quantity());
            }
        }
        return list;
    }

    /** Holds an order against the trading rules alone. */
    static Checklist judgeRules(Draft draft, OrderRequest request) {
        Checklist list = draft.checklist();
        Position position = VenueDesk.positionOf(draft.state(), request.instrument());
        Optional<Price> last =
                draft.situation().market().latest(request.instrument()).map(Quote::last);
        checkRules(position.instrument(), request, position, price(request, last), list);
        return list;
    }

    /** What a buy without a limit may cost: the market may slip as far as the policy lets it. */
    static Price slipped(RiskPolicy policy, OrderRequest request, Price price) {
        BigDecimal slippage = policy.trade().slippage();
        return slippage == null
                        || request.side() == Side.SELL
                        || request.type().limitPrice().isPresent()
                ? price
                : price.times(BigDecimal.ONE.add(slippage));
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
            Origin origin,
            Checklist list) {
        checkSwitches(draft, request, origin, list);
        if (instrument.kind() == InstrumentKind.SPOT && request.side() == Side.SELL) {
            list.add(
                    RefusalReason.SHORT_NOT_ALLOWED,
                    false,
                    "what is held",
                    opening + " more than is held");
        }
        boolean certain = true;
        for (Order order : draft.state().openOrders()) {
            if (order.status() == OrderStatus.IN_DOUBT
                    && order.request().instrument().equals(request.instrument())) {
                certain = false;
                list.add(
                        RefusalReason.UNRESOLVED_ORDER,
                        false,
                        "no order in doubt",
                        "order " + order.id() + " is in doubt");
            }
        }
        if (certain && list.keeps(true)) {
            list.add(RefusalReason.UNRESOLVED_ORDER, true, "no order in doubt", "none");
        }
        checkDifferences(draft.state(), request, list);
    }

    private static void checkSwitches(
            Draft draft, OrderRequest request, Origin origin, Checklist list) {
        String strategy =
                origin instanceof Origin.OfSignal(var signal) ? signal.source().strategy() : null;
        Optional<ActiveSwitch> active = draft.activeSwitch(request.instrument(), strategy);
        if (list.keeps(active.isEmpty())) {
            list.add(
                    RefusalReason.KILL_SWITCH,
                    active.isEmpty(),
                    "no new risk while halted",
                    active.map(halt -> "halted by " + halt.words()).orElse("not halted"));
        }
        if (draft.situation().platform() instanceof TradingSwitch.LimitReached(SharedLimit limit)) {
            list.add(
                    limit.scope().equals(SharedLimit.PLATFORM)
                            ? RefusalReason.PLATFORM_LIMIT
                            : RefusalReason.USER_LIMIT,
                    false,
                    limit.limit() + " at stake together, " + limit.scope(),
                    limit.wanted().toString());
        }
    }

    private static void checkDifferences(AccountState state, OrderRequest request, Checklist list) {
        boolean explained = true;
        for (Difference difference : state.unexplained()) {
            InstrumentId touched = difference.instrument();
            if (touched == null || touched.equals(request.instrument())) {
                explained = false;
                list.add(
                        RefusalReason.UNEXPLAINED_DIFFERENCE,
                        false,
                        "ledger and venue agree",
                        "difference " + difference.number() + ": " + difference.detail());
            }
        }
        if (explained && list.keeps(true)) {
            list.add(
                    RefusalReason.UNEXPLAINED_DIFFERENCE,
                    true,
                    "ledger and venue agree",
                    "no unexplained difference");
        }
    }

    /** The same order under a new key, a moment later, is taken for an impatient retry. */
    private static void checkRepetition(Draft draft, OrderRequest request, Checklist list) {
        Duration window = draft.state().settings().policy().freshness().duplicateWindow();
        if (window == null || request.isReduceOnly()) {
            return;
        }
        Instant since = draft.now().minus(window);
        Optional<Order> same =
                Stream.concat(
                                draft.state().openOrders().stream(),
                                draft.state().recentlyClosedOrders().stream())
                        .filter(order -> order.origin() instanceof Origin.OfClient)
                        .filter(order -> order.placement().at().isAfter(since))
                        .filter(order -> order.placement().reservation() != null)
                        .filter(order -> order.request().equals(request))
                        .findFirst();
        if (list.keeps(same.isEmpty())) {
            list.add(
                    RefusalReason.DUPLICATE,
                    same.isEmpty(),
                    "the same order once in " + window,
                    same.map(order -> "order " + order.id() + " at " + order.placement().at())
                            .orElse("no other"));
        }
    }

    private static void checkRules(
            Instrument instrument,
            OrderRequest request,
            Position position,
            Optional<Price> price,
            Checklist list) {
        boolean onLot =
                request.quantity().isMultipleOf(instrument.rules().lot())
                        || leavesWhole(request, position);
        if (list.keeps(onLot)) {
            list.add(
                    RefusalReason.OFF_LOT,
                    onLot,
                    "multiples of " + instrument.rules().lot(),
                    request.quantity().toString());
        }
        requireOnTick(instrument, request.type().limitPrice(), list);
        requireOnTick(instrument, request.type().triggerPrice(), list);
        if (request.type() instanceof OrderType.TrailingStop(BigDecimal distance)) {
            requireOnTick(instrument, Optional.of(new Price(distance)), list);
        }
        if (price.isPresent() && !request.isReduceOnly()) {
            Money notional = instrument.notional(price.get(), request.quantity());
            boolean enough = notional.amount().compareTo(instrument.rules().minNotional()) >= 0;
            if (list.keeps(enough)) {
                list.add(
                        RefusalReason.BELOW_MIN_NOTIONAL,
                        enough,
                        "at least " + instrument.rules().minNotional().toPlainString(),
                        notional.toString());
            }
        }
    }

    /** What is held can be left as a whole, whatever lot it is of. */
    private static boolean leavesWhole(OrderRequest request, Position position) {
        return request.isReduceOnly()
                && position.isReducedBy(request.side())
                && request.quantity().compareTo(position.quantity()) == 0;
    }

    private static void requireOnTick(
            Instrument instrument, Optional<Price> price, Checklist list) {
        if (price.isEmpty()) {
            return;
        }
        boolean onTick = price.get().isMultipleOf(instrument.rules().tick());
        if (list.keeps(onTick)) {
            list.add(
                    RefusalReason.OFF_TICK,
                    onTick,
                    "multiples of " + instrument.rules().tick(),
                    price.get().toString());
        }
    }

    /** A stop-loss beyond the entry's price would close what has just been opened. */
    private static void requireSides(Draft draft, OrderRequest request, @Nullable Price expected) {
        if (request.protection().isNone()) {
            return;
        }
        Optional<Price> last =
                draft.situation().market().latest(request.instrument()).map(Quote::last);
        Optional<Price> entry =
                request.type() instanceof OrderType.Market && expected != null
                        ? Optional.of(expected)
                        : price(request, last);
        if (entry.isEmpty()) {
            return;
        }
        boolean buys = request.side() == Side.BUY;
        requireSide("stopLoss", request.protection().stopLoss(), entry.get(), buys);
        requireSide("takeProfit", request.protection().takeProfit(), entry.get(), !buys);
    }

    private static void requireSide(
            String field, @Nullable Price price, Price entry, boolean below) {
        if (price != null && !(below ? price.isBelow(entry) : price.isAbove(entry))) {
            throw new IllegalArgumentException(
                    field
                            + " must be "
                            + (below ? "below" : "above")
                            + " the entry at "
                            + entry
                            + ", was "
                            + price);
        }
    }

    /** A key that an amendment holds is for the order that is to follow. */
    private static void requireNotPromised(AccountState state, AccountCommand.PlaceOrder command) {
        if (state.safety().amendments().size() == 0) {
            return;
        }
        for (Order order : state.openOrders()) {
            boolean promised =
                    state.amendment(order.id())
                            .filter(amendment -> amendment.key().equals(command.key()))
                            .isPresent();
            if (promised) {
                throw new IllegalArgumentException(
                        "client key "
                                + command.key()
                                + " must name one order only, was used to amend order "
                                + order.id());
            }
        }
    }

    /** A key names one order for ever; what another order is meant by must be a mistake. */
    private static void requireSame(Order known, AccountCommand.PlaceOrder command) {
        OrderRequest before = known.request();
        OrderRequest now = command.request();
        boolean same =
                before.instrument().equals(now.instrument())
                        && before.side() == now.side()
                        && isSameQuantity(before, now)
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

    /** What was reduce-only may have been capped by the position. */
    private static boolean isSameQuantity(OrderRequest before, OrderRequest now) {
        return before.quantity().equals(now.quantity())
                || (before.isReduceOnly() && now.quantity().isGreaterThan(before.quantity()));
    }

    /**
     * An order that closes is sent as reduce-only where it must not add risk, whatever happens on
     * its way to the venue: under a switch, at a shared limit, and while other exits could close
     * the position before it does. From {@link KillLevel#REDUCE_ONLY} on it is capped by what is
     * held, too.
     */
    private static OrderRequest asAllowed(Draft draft, OrderRequest request) {
        if (draft.state().instrument(request.instrument()).isEmpty()) {
            return request;
        }
        Position position = VenueDesk.positionOf(draft.state(), request.instrument());
        Optional<ActiveSwitch> active = draft.activeSwitch(request.instrument(), null);
        boolean capped =
                active.filter(halt -> halt.level().includes(KillLevel.REDUCE_ONLY)).isPresent()
                        && position.isReducedBy(request.side());
        if (request.isReduceOnly()) {
            return capped ? capped(request, position) : request;
        }
        if (openingPart(draft.state(), request, position, Others.ENTRIES).isPositive()) {
            return request;
        }
        boolean restricted =
                active.isPresent()
                        || draft.situation().platform() instanceof TradingSwitch.LimitReached
                        || openingPart(draft.state(), request, position, Others.ALL).isPositive();
        if (!restricted) {
            return request;
        }
        OrderRequest reducing =
                request.withProtection(Protection.NONE).with(Instruction.REDUCE_ONLY);
        return capped ? capped(reducing, position) : reducing;
    }

    private static OrderRequest capped(OrderRequest request, Position position) {
        return request.quantity().isGreaterThan(position.quantity())
                ? request.withQuantity(position.quantity())
                : request;
    }

    /** Which other orders are taken to trade before the one that is judged. */
    private enum Others {
        /** Those that may open as well. */
        ENTRIES,
        /** Exits too: the worst case. */
        ALL
    }

    /**
     * What a request adds to the position, beyond closing what lies the other way and is not about
     * to be closed by other orders.
     */
    private static Quantity openingPart(
            AccountState state, OrderRequest request, Position position, Others others) {
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
                    && (others == Others.ALL || !order.request().isReduceOnly())) {
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
