package dev.keel.sim.loop;

import dev.keel.core.account.AccountId;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.MemoryJournal;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A journal that remembers where its commits end: there, and nowhere else, a kill may cut it. */
final class CommitLog implements Journal {
    private final Journal journal = new MemoryJournal();
    private final List<Integer> ends = new CopyOnWriteArrayList<>();

    /** How many events there were after each commit. */
    List<Integer> ends() {
        return ends;
    }

    @Override
    public CompletionStage<Appended> append(Append append) {
        ends.add(Math.toIntExact(append.expectedSequence()) + append.events().size());
        return journal.append(append);
    }

    @Override
    public List<RecordedEvent> read(AccountId account, long afterSequence) {
        return journal.read(account, afterSequence);
    }

    @Override
    public List<AccountId> accounts() {
        return journal.accounts();
    }

    @Override
    public Optional<OrderId> findOrder(AccountId account, ClientKey key) {
        return journal.findOrder(account, key);
    }
}
