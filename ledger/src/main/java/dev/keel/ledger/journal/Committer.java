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

    /** Connections that one batch may be tried on. */
    private static final int MAX_CONNECTIONS = 2;

    private static final String NOT_WRITTEN = " were not written: ";
    private static final String UNKNOWN = " may or may not be written: ";

    private final LedgerDatabase database;
    private final Intake intake;
    private final JournalSettings settings;
    private @Nullable CommitSession session;

    Committer(LedgerDatabase database, Intake intake, JournalSettings settings) {
        this.database = database;
        this.intake = intake;
        this.settings = settings;
    }

    @Override
    public void run() {
        try {
            List<PendingAppend> batch = intake.take(settings.eventsPerCommit());
            while (!batch.isEmpty()) {
                commitGuarded(batch);
                batch = intake.take(settings.eventsPerCommit());
            }
        } finally {
            // Also when the thread dies of an error: nobody waits for an answer for ever.
            intake.close();
            List<PendingAppend> left = intake.take(Integer.MAX_VALUE);
            fail(left, NOT_WRITTEN, new JournalException("the journal has ended"));
            dropSession();
        }
    }

    /** The top of the thread's work: a bug fails the batch that met it, and the journal goes on. */
    private void commitGuarded(List<PendingAppend> batch) {
        boolean answered = false;
        try {
            commit(batch, 1);
            answered = true;
        } catch (RuntimeException e) {
            LOG.error("the journal failed on {} appends", batch.size(), e);
        } finally {
            if (!answered) {
                dropSession();
                fail(batch, UNKNOWN, new JournalException("the journal broke, see its log"));
            }
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
            fail(batch, NOT_WRITTEN, e);
            return;
        }
        try {
            current.commit();
        } catch (SQLException e) {
            LOG.warn("it is not known whether {} appends were committed", batch.size(), e);
            dropSession();
            fail(batch, UNKNOWN, e);
            return;
        }
        answer(batch, outcomes);
    }

    /** Nothing of the batch is written: its commit was never asked for. */
    private void notWritten(List<PendingAppend> batch, int attempt, SQLException failure) {
        FailureKind kind = FailureKind.of(failure);
        switch (kind) {
            case CONNECTION -> {
                dropSession();
                again(batch, attempt, MAX_CONNECTIONS, failure);
            }
            case SERVER -> {
                dropSession();
                refuse(batch, failure);
            }
            case COLLISION, DATA -> {
                if (!rolledBack()) {
                    dropSession();
                    again(batch, attempt, MAX_CONNECTIONS, failure);
                } else if (kind == FailureKind.COLLISION && attempt < MAX_ATTEMPTS) {
                    commit(batch, attempt + 1);
                } else {
                    findTheOneToBlame(batch, failure);
                }
            }
        }
    }

    private void again(
            List<PendingAppend> batch, int attempt, int maxAttempts, SQLException failure) {
        if (attempt < maxAttempts) {
            LOG.info("the connection is gone, trying another one", failure);
            commit(batch, attempt + 1);
        } else {
            refuse(batch, failure);
        }
    }

    /** Halves find it in few transactions, and keep the order. */
    private void findTheOneToBlame(List<PendingAppend> batch, SQLException failure) {
        if (batch.size() == 1) {
            refuse(batch, failure);
        } else {
            int half = batch.size() / 2;
            commit(batch.subList(0, half), 1);
            commit(batch.subList(half, batch.size()), 1);
        }
    }

    private static void refuse(List<PendingAppend> batch, SQLException failure) {
        LOG.error(
                "{} appends were not written, of account {} first",
                batch.size(),
                batch.getFirst().account(),
                failure);
        fail(batch, NOT_WRITTEN, failure);
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
            session = CommitSession.open(database, settings.silenceInTransaction());
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

    private static void fail(List<PendingAppend> batch, String how, Exception cause) {
        Thread.startVirtualThread(() ->
                batch.forEach(append ->
                        append.reply()
                                .completeExceptionally(
                                        new JournalException(
                                                "events "
                                                        + (append.before() + 1)
                                                        + " to "
                                                        + append.last()
                                                        + " of account "
                                                        + append.account()
                                                        + how
                                                        + cause.getMessage(),
                                                cause))));
    }
}
