package dev.keel.sim.fault;

import dev.keel.core.account.AccountId;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.Lease;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A journal that does what it should; a planted bug overrides some of it. */
class PlantedJournal implements Journal {
    final Journal real;

    PlantedJournal(Journal real) {
        this.real = real;
    }

    @Override
    public Lease acquire(AccountId account) {
        return real.acquire(account);
    }

    @Override
    public CompletionStage<Appended> append(Append append) {
        return real.append(append);
    }

    @Override
    public List<RecordedEvent> read(AccountId account, long afterSequence) {
        return real.read(account, afterSequence);
    }

    @Override
    public List<AccountId> accounts() {
        return real.accounts();
    }

    @Override
    public Optional<OrderId> findOrder(AccountId account, ClientKey key) {
        return real.findOrder(account, key);
    }
}
