package dev.keel.ledger.journal;

import dev.keel.core.account.AccountId;
import dev.keel.core.journal.JournalException;
import dev.keel.core.journal.Lease;
import dev.keel.core.journal.LeaseHeldException;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.database.LedgerException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts that this process holds, kept by one heartbeat on a thread and a connection of its
 * own. Nothing runs before the first account is taken.
 *
 * <p>By this process's own steady clock a term ends a fifth before it does for the others, counted
 * from before the heartbeat was asked for; what is not certain is not held.
 */
final class Leases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final int BEATS_PER_TERM = 3;
    private static final int MARGIN_DIVISOR = 5;
    private static final int MAX_TRIES = 3;

    private final LedgerDatabase database;
    private final LeaseTable table;
    private final Duration term;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** One heartbeat at a time; guards the connection. */
    private final ReentrantLock beating = new ReentrantLock();

    private @Nullable Connection connection;

    /** Whether a term may have begun after a gap that was not looked at; guarded likewise. */
    private boolean unsure;

    /** Guards what follows; never held over a query. */
    private final Object monitor = new Object();

    private final Map<AccountId, Held> held = new HashMap<>();

    /** Grows with every gap between terms. */
    private long gaps;

    private boolean started;

    /** By {@link System#nanoTime}. */
    private volatile long trustedUntil = System.nanoTime();

    Leases(LedgerDatabase database, JournalSettings settings) {
        this.database = database;
        this.term = settings.leaseTerm();
        this.table = new LeaseTable(database, UUID.randomUUID(), settings);
    }

    /**
     * Takes an account; blocks.
     *
     * @throws LeaseHeldException if another process holds it
     * @throws JournalException if it is not known whether it was taken
     */
    Lease acquire(AccountId account) {
        try {
            for (int i = 0; i < MAX_TRIES; i++) {
                long gapsBefore = begin();
                Held lease = new Held(account, table.take(account));
                if (register(lease, gapsBefore)) {
                    return lease;
                }
            }
        } catch (SQLException | LedgerException e) {
            throw new JournalException("cannot take account " + account + ": " + e.getMessage(), e);
        }
        throw new JournalException(
                "cannot take account " + account + ": the heartbeat does not keep up");
    }

    /** Stops the heartbeat and lets go of everything. */
    @Override
    public void close() {
        closed.countDown();
        synchronized (monitor) {
            held.values().forEach(lease -> lease.ended = true);
            held.clear();
            if (!started) {
                return;
            }
        }
        beating.lock();
        try {
            dropConnection();
            table.releaseAll();
        } catch (SQLException e) {
            LOG.warn("accounts could not be released, others must wait {}", term, e);
        } finally {
            beating.unlock();
        }
    }

    /** Makes sure that a term runs. */
    private long begin() throws SQLException {
        if (!isTrusted()) {
            beat();
        }
        synchronized (monitor) {
            if (!started && closed.getCount() > 0) {
                started = true;
                Thread.ofPlatform().name("keel-lease").daemon().start(this::beatUntilClosed);
            }
            return gaps;
        }
    }

    /** What was taken before a gap may be lost in it, and the gap's look may have missed it. */
    private boolean register(Held lease, long gapsBefore) {
        synchronized (monitor) {
            if (closed.getCount() == 0) {
                throw new JournalException("the journal is closed");
            }
            if (gaps != gapsBefore) {
                return false;
            }
            Held before = held.put(lease.account, lease);
            if (before != null) {
                before.ended = true;
            }
            return true;
        }
    }

    private void beatUntilClosed() {
        long pause = term.toMillis() / BEATS_PER_TERM;
        try {
            while (!closed.await(pause, TimeUnit.MILLISECONDS)) {
                try {
                    beat();
                } catch (SQLException | LedgerException e) {
                    LOG.warn("the heartbeat failed, accounts are held for less than {}", term, e);
                }
            }
        } catch (InterruptedException _) {
            LOG.warn("the heartbeat was interrupted, all accounts will be lost");
        }
    }

    private void beat() throws SQLException {
        beating.lock();
        try {
            if (closed.getCount() == 0) {
                return;
            }
            long asked = System.nanoTime();
            Connection current = connection();
            if (unsure || !table.renew(current)) {
                unsure = true;
                anew(current);
                unsure = false;
            }
            trustedUntil = asked + term.minus(term.dividedBy(MARGIN_DIVISOR)).toNanos();
        } catch (SQLException e) {
            dropConnection();
            throw e;
        } finally {
            beating.unlock();
        }
    }

    private void anew(Connection current) throws SQLException {
        Map<AccountId, Held> before;
        synchronized (monitor) {
            gaps++;
            before = new HashMap<>(held);
        }
        Map<AccountId, Long> left = table.beginAnew(current);
        synchronized (monitor) {
            before.forEach((account, lease) -> {
                Long token = left.get(account);
                if (token == null || token != lease.token) {
                    LOG.warn("account {} was taken over by another process", account);
                    lease.ended = true;
                    held.remove(account, lease);
                }
            });
        }
    }

    private boolean isTrusted() {
        return System.nanoTime() - trustedUntil < 0;
    }

    /** A heartbeat that hangs for a term is worth nothing. */
    private Connection connection() throws SQLException {
        if (connection == null) {
            Connection fresh = database.connect("keel-lease");
            fresh.setNetworkTimeout(Runnable::run, Math.toIntExact(term.toMillis()));
            connection = fresh;
        }
        return connection;
    }

    private void dropConnection() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("closing a connection failed", e);
        }
        connection = null;
    }

    /** A lease as long as the heartbeat keeps it. */
    private final class Held implements Lease {
        private final AccountId account;
        private final long token;
        private volatile boolean ended;

        Held(AccountId account, long token) {
            this.account = account;
            this.token = token;
        }

        @Override
        public AccountId account() {
            return account;
        }

        @Override
        public long token() {
            return token;
        }

        @Override
        public boolean isHeld() {
            return !ended && isTrusted();
        }

        @Override
        public void release() {
            synchronized (monitor) {
                if (ended) {
                    return;
                }
                ended = true;
                held.remove(account, this);
            }
            try {
                table.release(account, token);
            } catch (SQLException e) {
                LOG.warn("account {} was not released, others must wait {}", account, term, e);
            }
        }
    }
}
