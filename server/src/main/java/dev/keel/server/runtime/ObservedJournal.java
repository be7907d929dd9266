package dev.keel.server.runtime;

import dev.keel.core.account.AccountId;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.JournalException;
import dev.keel.core.journal.Lease;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A journal that tells others of what was committed, before the runner hears of it. */
public final class ObservedJournal implements Journal {
    private final Journal journal;
    private final Runnable before;
    private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();

    /**
     * @param before done before every append, on the account's thread; if it fails, nothing is
     *     appended
     */
    public ObservedJournal(Journal journal, Runnable before) {
        this.journal = journal;
        this.before = before;
    }

    public void add(CommitListener listener) {
        listeners.add(listener);
    }

    @Override
    public Lease acquire(AccountId account) {
        return journal.acquire(account);
    }

    @Override
    public CompletionStage<Appended> append(Append append) {
        try {
            before.run();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(
                    new JournalException("nothing was appended: " + e.getMessage(), e));
        }
        return journal.append(append)
                .thenApply(outcome -> {
                    if (outcome instanceof Appended.Committed) {
                        listeners.forEach(listener -> listener.onCommit(append));
                    }
                    return outcome;
                });
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
