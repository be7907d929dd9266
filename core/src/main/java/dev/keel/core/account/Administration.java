package dev.keel.core.account;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Money;
import dev.keel.core.order.Order;
import dev.keel.core.order.Origin;
import dev.keel.core.risk.EquityMarks;

/** Commands of people and timers that are neither signals nor orders. */
final class Administration {
    private Administration() {}

    static void moveFunds(Draft draft, AccountCommand.MoveFunds command) {
        Money amount = command.amount();
        if (!amount.asset().equals(draft.state().profile().currency())) {
            throw new IllegalArgumentException(
                    "amount must be in " + draft.state().profile().currency() + ", was " + amount);
        }
        if (draft.state().cash().plus(amount).isNegative()) {
            throw new IllegalArgumentException(
                    "amount must leave cash of 0 or more, was "
                            + amount
                            + " of "
                            + draft.state().cash());
        }
        if (!amount.isZero()) {
            draft.emit(new AccountEvent.FundsMoved(draft.now(), amount, command.reference()));
        }
    }

    static void list(Draft draft, AccountCommand.ListInstrument command) {
        Instrument instrument = command.instrument();
        if (!instrument.quote().equals(draft.state().profile().currency())) {
            throw new IllegalArgumentException(
                    "instrument "
                            + instrument.id()
                            + " must be quoted in "
                            + draft.state().profile().currency()
                            + ", was "
                            + instrument.quote());
        }
        boolean known =
                draft.state().instrument(instrument.id()).filter(instrument::equals).isPresent();
        if (!known) {
            draft.emit(new AccountEvent.InstrumentListed(draft.now(), instrument));
        }
    }

    static void change(Draft draft, AccountCommand.ChangeSettings command) {
        if (!command.settings().equals(draft.state().settings())) {
            draft.emit(
                    new AccountEvent.SettingsChanged(
                            draft.now(), command.settings(), command.who()));
        }
    }

    static void halt(Draft draft, AccountCommand.Halt command) {
        if (draft.state().haltReason().isEmpty()) {
            draft.emit(new AccountEvent.Halted(draft.now(), command.reason(), command.who()));
        }
        for (Order order : draft.state().openOrders()) {
            if (!order.request().isReduceOnly()
                    && !(order.origin() instanceof Origin.OfProtection)) {
                OrderDesk.requestCancel(draft, order, "halt: " + command.reason());
            }
        }
    }

    static void resume(Draft draft, AccountCommand.Resume command) {
        if (draft.state().haltReason().isPresent()) {
            draft.emit(new AccountEvent.Resumed(draft.now(), command.who()));
        }
    }

    /** Records equity where a loss limit is measured from: at a new day, week or peak. */
    static void markEquity(Draft draft) {
        if (!draft.state().settings().policy().needsEquityMarks()) {
            return;
        }
        Money equity = Account.equity(draft.state(), draft.situation());
        EquityMarks marks = Account.marksNow(draft.state(), draft.situation(), equity);
        boolean moved = draft.state().marks().filter(marks::equals).isEmpty();
        if (moved) {
            draft.emit(new AccountEvent.EquityMarked(draft.now(), marks));
        }
    }
}
