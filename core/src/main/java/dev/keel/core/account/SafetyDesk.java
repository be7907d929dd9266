package dev.keel.core.account;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Quote;
import dev.keel.core.money.Price;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.TimeInForce;
import dev.keel.core.position.Position;
import dev.keel.core.risk.Checklist;
import dev.keel.core.risk.EquityMarks;
import dev.keel.core.risk.Response;
import dev.keel.core.risk.RiskEngine;
import dev.keel.core.risk.RiskPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kill switches: what throws them without a person, and what follows from them. */
final class SafetyDesk {
    private SafetyDesk() {}

    /** Time and prices have moved. */
    static void watch(Draft draft) {
        checkLosses(draft);
        checkPrices(draft);
        ProtectionGuard.watch(draft);
        enforce(draft);
    }

    /** Throws a switch, or throws it further; it is never thrown back. */
    static boolean halt(
            Draft draft, SwitchScope scope, KillLevel level, String reason, String who) {
        boolean further =
                draft.state()
                        .thrown(scope)
                        .filter(thrown -> thrown.level().includes(level))
                        .isEmpty();
        if (further) {
            draft.emit(new AccountEvent.Halted(draft.now(), scope, level, reason, who));
        }
        return further;
    }

    /**
     * Brings orders and positions in line with the switches, those above the account included; does
     * nothing where they are already.
     */
    static void enforce(Draft draft) {
        if (!draft.isAnySwitchThrown()) {
            return;
        }
        SignalDesk.dropHaltedEntries(draft);
        for (Order order : draft.state().openOrders()) {
            cancelIfHalted(draft, order);
        }
        for (Position position : draft.state().positions()) {
            if (!position.isFlat()) {
                flattenIfHalted(draft, position);
            }
        }
    }

    /** Cancels an order that a switch does not let work. */
    static void cancelIfHalted(Draft draft, Order order) {
        boolean asked = order.cancelWanted() && order.status() == OrderStatus.IN_DOUBT;
        if (asked || !draft.isAnySwitchThrown()) {
            return;
        }
        draft.activeSwitch(order.request().instrument(), strategyOf(draft.state(), order))
                .filter(active -> mayNotWork(draft.state(), order, active.level()))
                .ifPresent(active ->
                        OrderDesk.requestCancel(draft, order, "halt: " + active.reason()));
    }

    /**
     * What follows from a venue's report beyond what it says.
     *
     * @param state before the report
     * @param before the order before the report
     */
    static void after(Draft draft, AccountState state, Order before, OrderChange change) {
        Order now = draft.state().order(before.id()).orElse(before);
        switch (change) {
            case OrderChange.Filled(Fill fill) -> {
                checkFill(draft, before, now, fill);
                AmendDesk.works(draft, now);
            }
            case OrderChange.Accepted _ -> AmendDesk.works(draft, now);
            case OrderChange.Refused _ -> {
                alarmIfExposed(draft, state, before);
                ClosingDesk.alarmIfRefusedAgain(draft, before);
            }
            case OrderChange.Canceled _, OrderChange.Expired _ -> alarmIfUnasked(draft, before);
            case OrderChange.Doubted _,
                    OrderChange.CancelRequested _,
                    OrderChange.CancelRefused _,
                    OrderChange.Busted _ -> {}
        }
        if (before.isOpen() && !now.isOpen()) {
            AmendDesk.ended(draft, state, now);
            SignalDesk.goOn(draft, before.request().instrument());
        }
    }

    /** Whose order it is: its signal's, or that of the entry it protects. */
    static @Nullable String strategyOf(AccountState state, Order order) {
        return switch (order.origin()) {
            case Origin.OfSignal(var signal) -> signal.source().strategy();
            case Origin.OfProtection(OrderId entry) ->
                    state.order(entry)
                            .filter(other -> !(other.origin() instanceof Origin.OfProtection))
                            .map(other -> strategyOf(state, other))
                            .orElse(null);
            case Origin.OfClient _, Origin.OfSafety _ -> null;
        };
    }

    static boolean isStop(OrderRequest request) {
        return switch (request.type()) {
            case OrderType.Stop _, OrderType.StopLimit _, OrderType.TrailingStop _ -> true;
            case OrderType.Market _, OrderType.Limit _ -> false;
        };
    }

    private static boolean mayNotWork(AccountState state, Order order, KillLevel level) {
        OrderRequest request = order.request();
        if (!level.includes(KillLevel.REDUCE_ONLY) || order.origin() instanceof Origin.OfSafety) {
            return false;
        }
        if (!request.isReduceOnly()) {
            return !(order.origin() instanceof Origin.OfProtection);
        }
        boolean takesRiskAway =
                VenueDesk.positionOf(state, request.instrument()).isReducedBy(request.side())
                        && (isStop(request) || request.type() instanceof OrderType.Market);
        return level.includes(KillLevel.CANCEL_ALL) && !takesRiskAway;
    }

    private static void flattenIfHalted(Draft draft, Position position) {
        InstrumentId instrument = position.instrument().id();
        String strategy =
                draft.state()
                        .safety()
                        .watch()
                        .plans()
                        .get(instrument)
                        .map(Plan::strategy)
                        .orElse(null);
        draft.activeSwitch(instrument, strategy)
                .filter(active -> active.level() == KillLevel.FLATTEN)
                .ifPresent(
                        active -> ClosingDesk.close(draft, position, "flatten, " + active.words()));
    }

    private static void checkLosses(Draft draft) {
        AccountState state = draft.state();
        RiskPolicy policy = state.settings().policy();
        Response response = policy.triggers().loss();
        Optional<EquityMarks> marks = state.marks();
        if (response == null
                || !policy.needsEquityMarks()
                || marks.isEmpty()
                || !Valuation.isKnown(state, draft.situation().market())) {
            return;
        }
        Checklist list = new Checklist(Checklist.Tracing.VIOLATIONS);
        RiskEngine.checkLosses(
                policy.account(), marks.get(), Account.equity(state, draft.situation()), list);
        if (!list.isPassed()) {
            haltByItself(draft, SwitchScope.OfAccount.INSTANCE, response, words(list));
        }
    }

    /** Orders are refused as soon as a price is too old; what is held stops when it stays so. */
    private static void checkPrices(Draft draft) {
        RiskPolicy policy = draft.state().settings().policy();
        Duration age = policy.freshness().priceAge();
        Integer multiple = policy.triggers().staleMultiple();
        if (age == null || multiple == null) {
            return;
        }
        for (Position position : draft.state().positions()) {
            if (position.isIdle()) {
                continue;
            }
            InstrumentId instrument = position.instrument().id();
            Optional<Quote> quote = draft.situation().market().latest(instrument);
            Duration most = age.multipliedBy(multiple);
            if (quote.isPresent()
                    && Duration.between(quote.get().at(), draft.now()).compareTo(most) > 0) {
                haltByItself(
                        draft,
                        new SwitchScope.OfSymbol(instrument),
                        Response.NO_NEW,
                        "STALE_PRICE: limit at most "
                                + most
                                + " old, was "
                                + Duration.between(quote.get().at(), draft.now())
                                + " old");
            }
        }
    }

    private static void checkFill(Draft draft, Order before, Order now, Fill fill) {
        OrderRequest request = before.request();
        if (now.execution().quantity().isGreaterThan(request.quantity())
                && !before.execution().quantity().isGreaterThan(request.quantity())) {
            alarm(
                    draft,
                    AlarmKind.OVERFILL,
                    before,
                    "filled " + now.execution().quantity() + " of " + request.quantity());
        }
        RiskPolicy policy = draft.state().settings().policy();
        BigDecimal limit = policy.trade().slippage();
        Price expected = before.placement().reservation();
        if (limit == null || expected == null || !(request.type() instanceof OrderType.Market)) {
            return;
        }
        Checklist list = new Checklist(Checklist.Tracing.VIOLATIONS);
        RiskEngine.checkSlippage(limit, request.side(), expected, fill.price(), list);
        if (list.isPassed()) {
            return;
        }
        Response response = policy.triggers().slippage();
        boolean halted =
                response != null
                        && haltByItself(
                                draft,
                                new SwitchScope.OfSymbol(request.instrument()),
                                response,
                                words(list));
        if (halted || before.execution().quantity().isZero()) {
            alarm(draft, AlarmKind.SLIPPAGE, before, words(list));
        }
    }

    /** An exit that the venue will not take leaves what is held without it. */
    private static void alarmIfExposed(Draft draft, AccountState state, Order refused) {
        boolean protects =
                refused.origin() instanceof Origin.OfProtection
                        || AmendDesk.isReplacement(state, refused);
        Position held = VenueDesk.positionOf(draft.state(), refused.request().instrument());
        if (protects
                && refused.request().isReduceOnly()
                && refused.status() != OrderStatus.IN_DOUBT
                && held.isReducedBy(refused.request().side())) {
            alarm(
                    draft,
                    AlarmKind.PROTECTION_REFUSED,
                    refused,
                    draft.state()
                            .order(refused.id())
                            .flatMap(Order::proof)
                            .map(Object::toString)
                            .orElse(""));
        }
    }

    /**
     * Good till cancelled means until we cancel. That a venue ends exits which have nothing left to
     * reduce, or whose pair has filled, is as it should be.
     */
    private static void alarmIfUnasked(Draft draft, Order before) {
        OrderRequest request = before.request();
        Position held = VenueDesk.positionOf(draft.state(), request.instrument());
        boolean expected =
                before.cancelWanted()
                        || !before.isOpen()
                        || request.isPostOnly()
                        || !(request.timeInForce() instanceof TimeInForce.GoodTillCancel)
                        || (request.isReduceOnly()
                                && (!held.isReducedBy(request.side())
                                        || hasTradedPair(draft.state(), before)));
        if (!expected) {
            alarm(
                    draft,
                    AlarmKind.UNSOLICITED_END,
                    before,
                    draft.state()
                            .order(before.id())
                            .flatMap(Order::proof)
                            .map(Object::toString)
                            .orElse(""));
        }
    }

    private static boolean hasTradedPair(AccountState state, Order exit) {
        return exit.origin() instanceof Origin.OfProtection
                && (state.openOrders().stream().anyMatch(other -> isTradedPair(other, exit))
                        || state.recentlyClosedOrders().stream()
                                .anyMatch(other -> isTradedPair(other, exit)));
    }

    private static boolean isTradedPair(Order other, Order exit) {
        return other.origin().equals(exit.origin())
                && !other.id().equals(exit.id())
                && !other.execution().quantity().isZero();
    }

    private static void alarm(Draft draft, AlarmKind kind, Order order, String detail) {
        draft.emit(
                new AccountEvent.Alarmed(
                        draft.now(),
                        kind,
                        order.request().instrument(),
                        "order " + order.id() + ": " + detail));
    }

    private static boolean haltByItself(
            Draft draft, SwitchScope scope, Response response, String reason) {
        return halt(draft, scope, levelOf(response), reason, "keel");
    }

    private static KillLevel levelOf(Response response) {
        return switch (response) {
            case NO_NEW -> KillLevel.NO_NEW;
            case REDUCE_ONLY -> KillLevel.REDUCE_ONLY;
            case CANCEL_ALL -> KillLevel.CANCEL_ALL;
            case FLATTEN -> KillLevel.FLATTEN;
        };
    }

    private static String words(Checklist list) {
        return OrderDesk.evidenceOf(list.violations()).reference();
    }
}
