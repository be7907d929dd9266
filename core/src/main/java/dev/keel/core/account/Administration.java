package dev.keel.core.account;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Money;
import dev.keel.core.risk.EquityMarks;
import java.util.Optional;

/** Commands of people and timers that are neither signals nor orders. */
final class Administration {
    private Administration() {}

    static void moveFunds(Draft draft, AccountCommand.MoveFunds command) {
        Money amount = command.amount();
        requireCurrency(draft, "amount", amount);
        if (amount.isNegative() && draft.state().cash().plus(amount).isNegative()) {
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

    /** What is stated once more moves nothing. */
    static void stateCash(Draft draft, AccountCommand.StateCash command) {
        if (command.cash().isNegative()) {
            throw new IllegalArgumentException("cash must be 0 or more, was " + command.cash());
        }
        requireCurrency(draft, "cash", command.cash());
        moveFunds(
                draft,
                new AccountCommand.MoveFunds(
                        command.cash().minus(draft.state().cash()),
                        "cash of " + command.cash() + " stated by " + command.who()));
    }

    private static void requireCurrency(Draft draft, String name, Money money) {
        if (!money.asset().equals(draft.state().profile().currency())) {
            throw new IllegalArgumentException(
                    name + " must be in " + draft.state().profile().currency() + ", was " + money);
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
        Optional<Instrument> known = draft.state().instrument(instrument.id());
        known.ifPresent(before -> requireSameNature(before, instrument));
        if (known.filter(instrument::equals).isEmpty()) {
            draft.emit(new AccountEvent.InstrumentListed(draft.now(), instrument));
        }
    }

    /** Rules and fees may change; what a fill means may not. */
    private static void requireSameNature(Instrument before, Instrument after) {
        boolean same =
                before.base().equals(after.base())
                        && before.kind() == after.kind()
                        && before.contractSize().compareTo(after.contractSize()) == 0;
        if (!same) {
            throw new IllegalArgumentException(
                    "instrument "
                            + after.id()
                            + " must keep its base, kind and contract size, were "
                            + before.base()
                            + ", "
                            + before.kind()
                            + ", "
                            + before.contractSize());
        }
    }

    static void change(Draft draft, AccountCommand.ChangeSettings command) {
        if (!command.settings().equals(draft.state().settings())) {
            draft.emit(
                    new AccountEvent.SettingsChanged(
                            draft.now(), command.settings(), command.who()));
        }
    }

    /** A switch is only ever thrown further; re-arming is a command of its own. */
    static void halt(Draft draft, AccountCommand.Halt command) {
        SafetyDesk.halt(draft, command.scope(), command.level(), command.reason(), command.who());
        SafetyDesk.enforce(draft);
    }

    static void resume(Draft draft, AccountCommand.Resume command) {
        if (draft.state().thrown(command.scope()).isPresent()) {
            draft.emit(new AccountEvent.Resumed(draft.now(), command.scope(), command.who()));
        }
    }

    /**
     * Records equity where a loss limit is measured from: at a new day, week or peak. What is not
     * known is not recorded: a position without a price has no value to remember.
     */
    static void markEquity(Draft draft) {
        if (!draft.state().settings().policy().needsEquityMarks()
                || !Valuation.isKnown(draft.state(), draft.situation().market())) {
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
