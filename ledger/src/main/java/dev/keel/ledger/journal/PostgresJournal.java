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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal in PostgreSQL.
 *
 * <p>Appends of many accounts are committed together; when many wait, one commit serves them all.
 * Accounts are shared out among a few committers, so that the database works on one transaction
 * while another waits for the disk; they meet where those of different processes do, in its locks.
 *
 * <p>Appends of one account may follow each other without waiting for answers: they are judged in
 * the order in which they came. Answers come on a thread of their own; those of different commits
 * may overtake each other.
 *
 * <p>Accounts that are {@linkplain #acquire taken} stay with this process while it keeps its
 * heartbeat; others that want them wait until its term is over.
 */
public final class PostgresJournal implements Journal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresJournal.class);

    private final EventReader reader;
    private final Leases leases;
    private final List<Intake> intakes = new ArrayList<>();
    private final List<Thread> committers = new ArrayList<>();

    private PostgresJournal(LedgerDatabase database, JournalSettings settings) {
        this.reader = new EventReader(database);
        this.leases = new Leases(database, settings);
        for (int i = 0; i < settings.committers(); i++) {
            Intake intake = new Intake(settings.queuedAppends());
            intakes.add(intake);
            committers.add(
                    Thread.ofPlatform()
                            .name("keel-journal-" + i)
                            .daemon()
                            .unstarted(new Committer(database, intake, settings)));
        }
    }

    /** A journal that takes appends until it is closed; the database stays the caller's. */
    public static PostgresJournal start(LedgerDatabase database, JournalSettings settings) {
        PostgresJournal journal = new PostgresJournal(database, settings);
        journal.committers.forEach(Thread::start);
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
            if (!intakeOf(pending.account()).put(pending)) {
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
        intakes.forEach(Intake::close);
        try {
            for (Thread committer : committers) {
                committer.join();
            }
        } catch (InterruptedException e) {
            LOG.warn("interrupted while the last appends were committed", e);
            Thread.currentThread().interrupt();
        } finally {
            leases.close();
        }
    }

    /** Always the same for an account: its appends stay in order. */
    private Intake intakeOf(AccountId account) {
        return intakes.get(Math.floorMod(account.value().hashCode(), intakes.size()));
    }

    private static CompletionStage<Appended> refused(Append append, String why) {
        return CompletableFuture.failedStage(
                new JournalException(
                        "nothing was appended to account " + append.after().id() + ": " + why));
    }
}
