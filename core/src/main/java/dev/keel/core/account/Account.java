package dev.keel.core.account;

import dev.keel.core.money.Money;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.Placement;
import dev.keel.core.position.Position;
import dev.keel.core.risk.EquityMarks;
import java.util.List;

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
            case AccountCommand.ListInstrument list -> Administration.list(draft, list);
            case AccountCommand.ChangeSettings change -> Administration.change(draft, change);
            case AccountCommand.Halt halt -> Administration.halt(draft, halt);
            case AccountCommand.Resume resume -> Administration.resume(draft, resume);
            case AccountCommand.Mark _ -> {
                Administration.markEquity(draft);
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
            case AccountCommand.Take(var report) -> VenueDesk.take(draft, report);
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
            case AccountEvent.Halted halted -> state.withHalt(halted.reason());
            case AccountEvent.Resumed _ -> state.withHalt(null);
            case AccountEvent.EquityMarked marked -> state.withMarks(marked.marks());
            case AccountEvent.SignalHeld held ->
                    state.withHandledSignal(held.signal().id())
                            .withHeldSignal(new HeldSignal(held.signal(), held.expiresAt()));
            case AccountEvent.SignalDeclined declined ->
                    state.withHandledSignal(declined.signal().id());
            case AccountEvent.SignalExecuted executed ->
                    state.withHandledSignal(executed.signal().id());
            case AccountEvent.OrderPlaced placed -> state.withNewOrder(newOrder(state, placed));
            case AccountEvent.OrderRefused refused ->
                    state.withNewOrder(refusedOrder(state, refused));
            case AccountEvent.OrderChanged changed -> orderChanged(state, changed);
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
        if (!(changed.change() instanceof OrderChange.Filled(Fill fill))) {
            return state.withOrder(order.apply(changed.change(), nothing(state)));
        }
        Position position = VenueDesk.positionOf(state, order.request().instrument());
        Money notional = position.instrument().notional(fill.price(), fill.quantity());
        Money cash = state.cash().plus(position.cashEffect(order.request().side(), fill));
        return state.withPosition(position.apply(order.request().side(), fill), cash)
                .withOrder(order.apply(changed.change(), notional));
    }

    /** Equity at the latest prices; a position without a price counts at its cost. */
    public static Money equity(AccountState state, Situation situation) {
        return Valuation.equity(state, situation.market());
    }

    /** The marks that loss limits are measured from, brought up to an instant. */
    static EquityMarks marksNow(AccountState state, Situation situation, Money equity) {
        return state.marks()
                .map(marks -> marks.seen(situation.now(), equity))
                .orElseGet(() -> EquityMarks.first(situation.now(), equity));
    }
}
