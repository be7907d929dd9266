package dev.keel.ledger.journal;

import dev.keel.core.journal.Appended;
import dev.keel.core.journal.JournalException;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.database.LedgerException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is queued, commits it together, answers. One thread; it ends when the intake is closed
 * and empty.
 */
final class Committer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    /** Attempts of one batch against other transactions. */
    private static final int MAX_ATTEMPTS = 5;

    private final LedgerDatabase database;
    private final Intake intake;
    private final int eventsPerCommit;
    private @Nullable CommitSession session;

    Committer(LedgerDatabase database, Intake intake, int eventsPerCommit) {
        this.database = database;
        this.intake = intake;
        this.eventsPerCommit = eventsPerCommit;
    }

    @Override
    public void run() {
        List<PendingAppend> batch = intake.take(eventsPerCommit);
        while (!batch.isEmpty()) {
            commitGuarded(batch);
            batch = intake.take(eventsPerCommit);
        }
        dropSession();
    }

    /** The top of the thread: a bug fails the batch that met it, and nobody waits for ever. */
    private void commitGuarded(List<PendingAppend> batch) {
        try {
            commit(batch, 1);
        } catch (RuntimeException e) {
            LOG.error("the journal failed on {} appends", batch.size(), e);
            dropSession();
            fail(batch, e);
        }
    }

    private void commit(List<PendingAppend> batch, int attempt) {
        CommitSession current;
        List<Appended> outcomes;
        try {
            current = session();
            outcomes = current.write(batch);
        } catch (SQLException e) {
            notWritten(batch, attempt, e);
            return;
        } catch (LedgerException e) {
            fail(batch, e);
            return;
        }
        try {
            current.commit();
        } catch (SQLException e) {
            LOG.warn("it is not known whether {} appends were committed", batch.size(), e);
            dropSession();
            fail(batch, e);
            return;
        }
        answer(batch, outcomes);
    }

    /** Nothing of the batch is written: its commit was never asked for. */
    private void notWritten(List<PendingAppend> batch, int attempt, SQLException failure) {
        FailureKind kind = FailureKind.of(failure);
        boolean again = attempt < (kind == FailureKind.CONNECTION ? 2 : MAX_ATTEMPTS);
        if (kind == FailureKind.CONNECTION || kind == FailureKind.SERVER || !rolledBack()) {
            dropSession();
            if (kind == FailureKind.CONNECTION && again) {
                LOG.info("the connection is gone, trying another one", failure);
                commit(batch, attempt + 1);
            } else {
                LOG.warn("{} appends were not written", batch.size(), failure);
                fail(batch, failure);
            }
        } else if (kind == FailureKind.COLLISION && again) {
            commit(batch, attempt + 1);
        } else if (batch.size() > 1) {
            // Halves find the one that is to blame in few transactions, and keep the order.
            int half = batch.size() / 2;
            commit(batch.subList(0, half), 1);
            commit(batch.subList(half, batch.size()), 1);
        } else {
            LOG.error("an append of account {} was refused", batch.getFirst().account(), failure);
            fail(batch, failure);
        }
    }

    private boolean rolledBack() {
        if (session == null) {
            return false;
        }
        try {
            session.rollback();
            return true;
        } catch (SQLException e) {
            LOG.warn("the connection broke", e);
            return false;
        }
    }

    private CommitSession session() throws SQLException {
        if (session == null) {
            session = CommitSession.open(database);
        }
        return session;
    }

    private void dropSession() {
        if (session == null) {
            return;
        }
        try {
            session.close();
        } catch (SQLException e) {
            LOG.debug("closing a connection failed", e);
        }
        session = null;
    }

    private static void answer(List<PendingAppend> batch, List<Appended> outcomes) {
        // On another thread: what hangs on an answer may take its time, and may append again.
        Thread.startVirtualThread(() -> {
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).reply().complete(outcomes.get(i));
            }
        });
    }

    private static void fail(List<PendingAppend> batch, Exception cause) {
        Thread.startVirtualThread(() ->
                batch.forEach(append ->
                        append.reply()
                                .completeExceptionally(
                                        new JournalException(
                                                "events "
                                                        + (append.first() + 1)
                                                        + " to "
                                                        + append.last()
                                                        + " of account "
                                                        + append.account()
                                                        + " are not known to be written: "
                                                        + cause.getMessage(),
                                                cause))));
    }
}
