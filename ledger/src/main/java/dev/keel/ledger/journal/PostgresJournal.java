package dev.keel.ledger.journal;

import dev.keel.core.account.AccountId;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.Appended;
import dev.keel.core.journal.Journal;
import dev.keel.core.journal.JournalException;
import dev.keel.core.journal.Lease;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import dev.keel.ledger.database.LedgerDatabase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal in PostgreSQL.
 *
 * <p>Appends of all accounts are committed together; when many wait, one commit serves them all.
 * Appends of one account may follow each other without waiting for answers: they are judged in the
 * order in which they came. Answers come on a thread of their own; those of different commits may
 * overtake each other.
 *
 * <p>Accounts that are {@linkplain #acquire taken} stay with this process while it keeps its
 * heartbeat; others that want them wait until its term is over.
 */
public final class PostgresJournal implements Journal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresJournal.class);

    private final EventReader reader;
    private final Leases leases;
    private final Intake intake;
    private final Thread committer;

    private PostgresJournal(LedgerDatabase database, JournalSettings settings) {
        this.reader = new EventReader(database);
        this.leases = new Leases(database, settings);
        this.intake = new Intake(settings.queuedAppends());
        this.committer =
                Thread.ofPlatform()
                        .name("keel-journal")
                        .daemon()
                        .unstarted(new Committer(database, intake, settings));
    }

    /** A journal that takes appends until it is closed; the database stays the caller's. */
    public static PostgresJournal start(LedgerDatabase database, JournalSettings settings) {
        PostgresJournal journal = new PostgresJournal(database, settings);
        journal.committer.start();
        return journal;
    }

    @Override
    public Lease acquire(AccountId account) {
        return leases.acquire(account);
    }

    /** Waits while the queue is full. */
    @Override
    public CompletionStage<Appended> append(Append append) {
        PendingAppend pending = PendingAppend.of(append);
        try {
            if (!intake.put(pending)) {
                return refused(append, "the journal is closed");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return refused(append, "the caller was interrupted while it waited for room");
        }
        return pending.reply();
    }

    /**
     * What it gives is final: an append of unknown outcome has ended when this returns. A long
     * history holds up no one.
     */
    @Override
    public List<RecordedEvent> read(AccountId account, long afterSequence) {
        return reader.read(account, afterSequence);
    }

    @Override
    public List<AccountId> accounts() {
        return reader.accounts();
    }

    @Override
    public Optional<OrderId> findOrder(AccountId account, ClientKey key) {
        return reader.findOrder(account, key);
    }

    /**
     * Takes no more appends, waits until those that were taken are answered or committed, and lets
     * go of its accounts.
     */
    @Override
    public void close() {
        intake.close();
        try {
            committer.join();
        } catch (InterruptedException e) {
            LOG.warn("interrupted while the last appends were committed", e);
            Thread.currentThread().interrupt();
        } finally {
            leases.close();
        }
    }

    private static CompletionStage<Appended> refused(Append append, String why) {
        return CompletableFuture.failedStage(
                new JournalException(
                        "nothing was appended to account " + append.after().id() + ": " + why));
    }
}
