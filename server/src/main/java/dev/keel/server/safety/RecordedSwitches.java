package dev.keel.server.safety;

import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.ledger.view.BooksReader;
import dev.keel.ledger.view.KillSwitchEntry;
import java.util.List;
import java.util.Optional;

/** The thrown switches of accounts, in the table {@code kill_switch}. */
public final class RecordedSwitches implements KillSwitches.Recorded {
    private final BooksReader books;

    public RecordedSwitches(BooksReader books) {
        this.books = books;
    }

    @Override
    public List<ThrownSwitch> of(AccountId account) {
        return books.killSwitches(account).stream().map(RecordedSwitches::thrown).toList();
    }

    private static ThrownSwitch thrown(KillSwitchEntry entry) {
        return new ThrownSwitch(
                target(entry),
                Optional.of(entry.account()),
                entry.level(),
                entry.reason(),
                entry.thrownAt(),
                entry.who());
    }

    private static SwitchTarget target(KillSwitchEntry entry) {
        return switch (entry.scope()) {
            case "account" -> new SwitchTarget.OfAccount(entry.account());
            case "strategy" -> new SwitchTarget.OfStrategy(entry.name());
            case "symbol" -> new SwitchTarget.OfSymbol(InstrumentId.of(entry.name()));
            default ->
                    throw new IllegalStateException(
                            "kill_switch.scope must be account, strategy or symbol, was "
                                    + entry.scope());
        };
    }
}
