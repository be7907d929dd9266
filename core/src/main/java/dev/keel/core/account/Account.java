package dev.keel.core.account;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.FeeSource;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Placement;
import dev.keel.core.order.Side;
import dev.keel.core.position.Position;
import dev.keel.core.risk.EquityMarks;
import dev.keel.core.venue.VenueStatement;
import dev.keel.core.venue.VenueTrade;
import java.util.List;
import java.util.Optional;

/** The two pure functions of an account: decide, and apply. */
public final class Account {
    private Account() {}

    /**
     * Opens an account.
     *
     * @return the decision whose first event is {@link AccountEvent.Opened}
     */
    public static Decision open(AccountCommand.Open command, Situation situation) {
        AccountEvent opened =
                new AccountEvent.Opened(situation.now(), command.profile(), command.settings());
        return new Decision(
                List.of(opened), AccountState.opened(command.profile(), command.settings()));
    }

    /**
     * Decides what follows from a command.
     *
     * @throws IllegalArgumentException if the command itself is wrong, naming the field; nothing
     *     follows from it
     */
    public static Decision decide(AccountState state, AccountCommand command, Situation situation) {
        Draft draft = new Draft(state, situation);
        switch (command) {
            case AccountCommand.Open open ->
                    throw new IllegalArgumentException(
                            "account " + open.profile().id() + " is open already");
            case AccountCommand.MoveFunds moveFunds -> Administration.moveFunds(draft, moveFunds);
            case AccountCommand.StateCash stated -> Administration.stateCash(draft, stated);
            case AccountCommand.ListInstrument list -> Administration.list(draft, list);
            case AccountCommand.ChangeSettings change -> Administration.change(draft, change);
            case AccountCommand.Halt halt -> Administration.halt(draft, halt);
            case AccountCommand.Resume resume -> Administration.resume(draft, resume);
            case AccountCommand.Mark _ -> {
                Administration.markEquity(draft);
                SafetyDesk.watch(draft);
                SignalDesk.expire(draft);
            }
            case AccountCommand.OfferSignal(var signal) -> {
                Administration.markEquity(draft);
                SignalDesk.offer(draft, signal);
            }
            case AccountCommand.ConfirmSignal confirm -> {
                Administration.markEquity(draft);
                SignalDesk.confirm(draft, confirm);
            }
            case AccountCommand.DismissSignal dismiss -> SignalDesk.dismiss(draft, dismiss);
            case AccountCommand.PlaceOrder place -> {
                Administration.markEquity(draft);
                OrderDesk.place(draft, place);
            }
            case AccountCommand.CancelOrder cancel -> OrderDesk.cancel(draft, cancel);
            case AccountCommand.RaiseAlarm(var kind, var instrument, var detail) ->
                    draft.emit(new AccountEvent.Alarmed(draft.now(), kind, instrument, detail));
            case AccountCommand.AmendOrder amend -> AmendDesk.amend(draft, amend);
            case AccountCommand.Take(var report) -> VenueDesk.take(draft, report);
            case AccountCommand.TakeFound(var found) -> VenueDesk.takeFound(draft, found);
            case AccountCommand.Reconcile reconcile -> ReconciliationDesk.take(draft, reconcile);
            case AccountCommand.DoubtUnanswered _ -> VenueDesk.doubtUnanswered(draft);
        }
        return draft.decision();
    }

    /** Folds an account's whole history, oldest first; the first event must be its opening. */
    public static AccountState replay(List<AccountEvent> events) {
        if (events.isEmpty() || !(events.getFirst() instanceof AccountEvent.Opened opened)) {
            throw new IllegalArgumentException("an account's first event must be its opening");
        }
        AccountState state = AccountState.opened(opened.profile(), opened.settings());
        for (AccountEvent event : events.subList(1, events.size())) {
            state = apply(state, event);
        }
        return state;
    }

    /**
     * Returns the state after an event.
     *
     * @throws IllegalStateException if the event cannot follow this state: the history is broken
     */
    public static AccountState apply(AccountState before, AccountEvent event) {
        AccountState state = before.next();
        return switch (event) {
            case AccountEvent.Opened _ ->
                    throw new IllegalStateException("account " + state.id() + " was opened twice");
            case AccountEvent.FundsMoved moved -> fundsMoved(state, moved.amount());
            case AccountEvent.InstrumentListed listed -> state.withInstrument(listed.instrument());
            case AccountEvent.SettingsChanged changed -> state.withSettings(changed.settings());
            case AccountEvent.Halted halted ->
                    state.with(
                            state.safety()
                                    .with(
                                            halted.scope(),
                                            new Thrown(halted.level(), halted.reason())));
            case AccountEvent.Resumed resumed ->
                    state.with(state.safety().with(resumed.scope(), null));
            case AccountEvent.EquityMarked marked -> state.withMarks(marked.marks());
            case AccountEvent.SignalHeld held ->
                    state.withHandledSignal(held.signal().id())
                            .withHeldSignal(new HeldSignal(held.signal(), held.expiresAt()));
            case AccountEvent.SignalDeclined declined ->
                    state.withHandledSignal(declined.signal().id());
            case AccountEvent.SignalExecuted executed -> signalExecuted(state, executed);
            case AccountEvent.OrderPlaced placed ->
                    waitsNoMore(state.withNewOrder(newOrder(state, placed)), placed);
            case AccountEvent.OrderRefused refused ->
                    state.withNewOrder(refusedOrder(state, refused));
            case AccountEvent.OrderChanged changed -> orderChanged(state, changed);
            case AccountEvent.AmendRequested amend -> amendRequested(state, amend);
            case AccountEvent.ExternalTraded(var _, var trade) -> externalTraded(state, trade);
            case AccountEvent.ExternalOrdersSeen seen ->
                    state.with(state.told().withExternal(seen.orders()));
            case AccountEvent.HistoryRead read -> historyRead(state, read);
            case AccountEvent.DifferenceFound(var _, var difference) ->
                    state.with(state.safety().withFound(difference));
            case AccountEvent.DifferenceResolved resolved ->
                    state.with(state.safety().withResolved(resolved.number()));
            case AccountEvent.PositionNaked(var at, var instrument) ->
                    state.with(
                            state.safety().with(state.safety().watch().withNaked(instrument, at)));
            case AccountEvent.PositionCovered covered ->
                    state.with(
                            state.safety()
                                    .with(
                                            state.safety()
                                                    .watch()
                                                    .withNaked(covered.instrument(), null)));
            case AccountEvent.Alarmed alarm -> alarmed(state, alarm);
        };
    }

    private static AccountState fundsMoved(AccountState state, Money amount) {
        AccountState after = state.withCash(state.cash().plus(amount));
        return after.marks().map(marks -> after.withMarks(marks.shifted(amount))).orElse(after);
    }

    private static Order newOrder(AccountState state, AccountEvent.OrderPlaced placed) {
        Placement placement = new Placement(placed.origin(), placed.at(), placed.reference());
        return Order.pending(placed.order(), placed.request(), placement, nothing(state));
    }

    private static Order refusedOrder(AccountState state, AccountEvent.OrderRefused refused) {
        Placement placement = new Placement(refused.origin(), refused.at(), null);
        Evidence why = OrderDesk.evidenceOf(refused.violations());
        return Order.refused(refused.order(), refused.request(), placement, nothing(state), why);
    }

    /** An entry that turns a position waits for the close that the signal is executed by first. */
    private static AccountState signalExecuted(
            AccountState state, AccountEvent.SignalExecuted executed) {
        AccountState after = state.withHandledSignal(executed.signal().id());
        if (!SignalDesk.turns(state, executed.signal())) {
            return after;
        }
        WaitingEntry entry = new WaitingEntry(executed.signal(), executed.order(), executed.at());
        return after.with(after.safety().withWaiting(executed.signal().instrument(), entry));
    }

    /** An entry whose order is placed waits no more. */
    private static AccountState waitsNoMore(AccountState state, AccountEvent.OrderPlaced placed) {
        if (state.safety().waiting().size() == 0 || placed.request().isReduceOnly()) {
            return state;
        }
        InstrumentId instrument = placed.request().instrument();
        boolean entered =
                state.safety()
                        .waiting()
                        .get(instrument)
                        .map(entry -> new Origin.OfSignal(entry.signal().id()))
                        .filter(placed.origin()::equals)
                        .isPresent();
        return entered ? state.with(state.safety().withWaiting(instrument, null)) : state;
    }

    private static AccountState amendRequested(
            AccountState state, AccountEvent.AmendRequested amend) {
        OrderRequest replacement = amend.replacement();
        Safety safety =
                state.safety()
                        .withAmendment(
                                amend.order(),
                                new Amendment(replacement, amend.key(), amend.who()));
        Optional<Price> trigger = replacement.type().triggerPrice();
        return replacement.isReduceOnly() && trigger.isPresent()
                ? state.with(
                        safety.with(
                                safety.watch().withStop(replacement.instrument(), trigger.get())))
                : state.with(safety);
    }

    private static AccountState alarmed(AccountState state, AccountEvent.Alarmed alarm) {
        InstrumentId instrument = alarm.instrument();
        Safety safety = state.safety();
        if (instrument == null) {
            return state;
        }
        return switch (alarm.kind()) {
            case NAKED_POSITION -> state.with(safety.with(safety.watch().withAlarmed(instrument)));
            case ENTRY_NOT_TAKEN -> state.with(safety.withWaiting(instrument, null));
            case OVERFILL,
                    PROTECTION_REFUSED,
                    UNSOLICITED_END,
                    REAPPEARED_ORDER,
                    UNRESOLVED,
                    SLIPPAGE ->
                    state;
        };
    }

    private static Money nothing(AccountState state) {
        return Money.zero(state.profile().currency());
    }

    private static AccountState orderChanged(
            AccountState state, AccountEvent.OrderChanged changed) {
        Order order =
                state.order(changed.order())
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "order " + changed.order() + " does not exist"));
        InstrumentId instrument = order.request().instrument();
        Side side = order.request().side();
        return switch (changed.change()) {
            case OrderChange.Filled(Fill fill) -> filled(state, order, changed.change(), fill);
            case OrderChange.Busted(Fill fill, Evidence _) ->
                    traded(state, instrument, side.opposite(), fill.reversed(side))
                            .withOrder(
                                    order.apply(
                                            changed.change(), notional(state, instrument, fill)));
            case OrderChange.CancelRequested(String reason) -> {
                AccountState after = state.withOrder(order.apply(changed.change(), nothing(state)));
                yield reason.equals(VenueDesk.ASTRAY) ? after : withoutAmendment(after, order);
            }
            case OrderChange.Accepted _,
                    OrderChange.Refused _,
                    OrderChange.Doubted _,
                    OrderChange.CancelRefused _,
                    OrderChange.Canceled _,
                    OrderChange.Expired _ -> {
                Order after = order.apply(changed.change(), nothing(state));
                yield settled(state.withOrder(after), after);
            }
        };
    }

    /** All that a fill moves, in one step: it is the change that accounts have most of. */
    private static AccountState filled(
            AccountState state, Order order, OrderChange change, Fill fill) {
        Side side = order.request().side();
        Position held = VenueDesk.positionOf(state, order.request().instrument());
        Money notional = notional(held.instrument(), fill);
        Order filled = order.apply(change, notional);
        Fill settled = fill.settled(side);
        Money moving =
                fill.feeSource() instanceof FeeSource.FromBase
                        ? notional(held.instrument(), settled)
                        : notional;
        Position moved = held.apply(side, settled, moving);
        Money cash = state.cash().plus(held.cashEffect(side, settled, moving, moved));
        Watch watch = state.safety().watch().moved(moved).filled(order, moved);
        AccountState after = state.withTrade(moved, cash, filled, state.safety().with(watch));
        return settled(told(after, side, settled, held), filled);
    }

    /** What was to come in the place of an order that has ended has come, or never will. */
    private static AccountState settled(AccountState state, Order order) {
        return order.isOpen() ? state : withoutAmendment(state, order);
    }

    /** Whoever wants an order cancelled later than amended wants no other in its place. */
    private static AccountState withoutAmendment(AccountState state, Order order) {
        return state.amendment(order.id()).isEmpty()
                ? state
                : state.with(state.safety().withAmendment(order.id(), null));
    }

    private static AccountState watched(AccountState state, Watch watch) {
        return state.with(state.safety().with(watch));
    }

    private static AccountState externalTraded(AccountState state, VenueTrade trade) {
        Side side = trade.side();
        return trade.cause() == VenueTrade.Cause.BUST
                ? traded(state, trade.instrument(), side.opposite(), trade.fill().reversed(side))
                : traded(state, trade.instrument(), side, trade.fill().settled(side));
    }

    /** Position and cash after a trade; the one place where they move by trading. */
    private static AccountState traded(
            AccountState state, InstrumentId instrument, Side side, Fill fill) {
        Position position = VenueDesk.positionOf(state, instrument);
        Money notional = notional(position.instrument(), fill);
        Position moved = position.apply(side, fill, notional);
        Money cash = state.cash().plus(position.cashEffect(side, fill, notional, moved));
        AccountState after =
                watched(state.withPosition(moved, cash), state.safety().watch().moved(moved));
        return told(after, side, fill, position);
    }

    /**
     * Remembers a trade for as long as a history may count it again.
     *
     * @param before what was held before it
     */
    private static AccountState told(AccountState state, Side side, Fill fill, Position before) {
        if (state.cursor().isEmpty()) {
            // No history is read.
            return state;
        }
        TradeKey key = new TradeKey(before.instrument().id(), fill.tradeId(), side);
        return state.with(
                state.told().withTrade(new Told.Trade(key, side, fill, state.sequence()), before));
    }

    /**
     * Puts trades into the order in which the venue says they happened: what a derivative has
     * realised depends on it, and reports come in any order.
     */
    private static AccountState historyRead(AccountState state, AccountEvent.HistoryRead read) {
        AccountState after = state;
        for (Position held : state.positions()) {
            Optional<Position> inOrder =
                    state.told().inOrder(held.instrument().id(), read.covered());
            if (inOrder.isPresent()) {
                Position position = inOrder.get().with(held.instrument());
                Money cash = after.cash();
                if (held.instrument().kind() == InstrumentKind.LINEAR) {
                    cash = cash.plus(position.realised()).minus(held.realised());
                }
                after = after.withPosition(position, cash);
            }
        }
        return after.with(state.told().withHistory(read.cursor(), read.covered()));
    }

    private static Money notional(AccountState state, InstrumentId instrument, Fill fill) {
        return notional(VenueDesk.positionOf(state, instrument).instrument(), fill);
    }

    private static Money notional(Instrument instrument, Fill fill) {
        return instrument.notional(fill.price(), fill.quantity());
    }

    /** Equity at the latest prices; a position without a price counts at its cost. */
    public static Money equity(AccountState state, Situation situation) {
        return Valuation.equity(state, situation.market());
    }

    /** Whether the venue's holdings are not the ledger's, for whatever reason. */
    public static boolean differs(AccountState state, VenueStatement statement) {
        return ReconciliationDesk.differs(state, statement);
    }

    /** The marks that loss limits are measured from, brought up to an instant. */
    static EquityMarks marksNow(AccountState state, Situation situation, Money equity) {
        return state.marks()
                .map(marks -> marks.seen(situation.now(), equity))
                .orElseGet(() -> EquityMarks.first(situation.now(), equity));
    }
}
