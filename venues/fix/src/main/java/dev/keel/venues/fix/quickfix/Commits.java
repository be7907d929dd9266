package dev.keel.venues.fix.quickfix;

import dev.keel.venues.fix.store.SessionChange;
import dev.keel.venues.fix.store.SessionJournal;
import dev.keel.venues.fix.store.SessionState;
import dev.keel.venues.fix.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits changes together, in their order, on a thread of its own. Each change takes a ticket.
 * When a commit fails, all that waits is dropped, and nothing is accepted until the state has been
 * read again.
 */
final class Commits {
    private static final int MAX_WAITING = 20_000;
    private static final int MAX_BATCH = 512;
    private static final Duration LEISURE = Duration.ofMillis(100);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<SessionChange> waiting = new ArrayDeque<>();
    private final SessionJournal journal;
    private final Observer observer;
    private long issued;
    private long stored;
    private boolean hurry;
    private @Nullable String failure;
    private boolean closed;
    private boolean finished = true;

    /** Who hears what becomes of changes; never called under a lock of this class. */
    interface Observer {
        void stored(long ticket);

        void failed(String why);

        /** It has been read again; before anything is accepted. */
        void reloaded(SessionState state);
    }

    Commits(SessionJournal journal, Observer observer) {
        this.journal = journal;
        this.observer = observer;
    }

    /** From now on changes are committed. */
    void begin(Executor executor) {
        if (journal.isDurable()) {
            lock.lock();
            try {
                finished = false;
            } finally {
                lock.unlock();
            }
            executor.execute(this::commitUntilClosed);
        }
    }

    /** The ticket that was given out last. */
    long issued() {
        lock.lock();
        try {
            return issued;
        } finally {
            lock.unlock();
        }
    }

    boolean isHealthy() {
        lock.lock();
        try {
            return failure == null && !closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes a change; where the journal is quick, it is stored at once.
     *
     * @throws IOException if nothing can be stored now
     */
    void add(SessionChange change) throws IOException {
        if (journal.isDurable()) {
            enqueue(change);
            return;
        }
        long ticket;
        lock.lock();
        try {
            requireHealthy();
            journal.commit(List.of(change));
            issued++;
            stored = issued;
            ticket = stored;
        } finally {
            lock.unlock();
        }
        observer.stored(ticket);
    }

    /**
     * @throws IOException if nothing can be stored now
     */
    void requireHealthy() throws IOException {
        lock.lock();
        try {
            if (failure != null) {
                throw new IOException(failure);
            }
            if (closed) {
                throw new IOException("the session is closed");
            }
            if (waiting.size() >= MAX_WAITING) {
                throw new IOException("the store is " + MAX_WAITING + " changes behind");
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all that was taken is stored.
     *
     * @throws IOException if it is not, or not soon
     */
    void awaitStored() throws IOException {
        lock.lock();
        try {
            long until = issued;
            hurry = true;
            changed.signalAll();
            long nanos = MAX_WAIT.toNanos();
            while (stored < until && failure == null && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            if (stored < until) {
                throw new IOException("what was sent is not stored yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    /** Commits what is left, then lets go. */
    void shutDown() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            long nanos = MAX_WAIT.toNanos();
            while (!finished && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        journal.close();
    }

    private void enqueue(SessionChange change) throws IOException {
        lock.lock();
        try {
            requireHealthy();
            waiting.add(change);
            issued++;
            hurry |= !(change instanceof SessionChange.NextTarget);
            if (hurry || waiting.size() == 1) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void commitUntilClosed() {
        try {
            List<SessionChange> batch = take();
            while (!batch.isEmpty()) {
                commit(batch);
                batch = take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            finish();
        }
    }

    /**
     * Nobody waits for the number of a message that came in: it goes along with the next commit, or
     * after a while by itself. If it is lost, the message comes again.
     */
    private List<SessionChange> take() throws InterruptedException {
        lock.lock();
        try {
            long nanos = LEISURE.toNanos();
            while (!closed && (waiting.isEmpty() || (!hurry && nanos > 0))) {
                if (waiting.isEmpty()) {
                    changed.await();
                } else {
                    nanos = changed.awaitNanos(nanos);
                }
            }
            List<SessionChange> batch = new ArrayList<>();
            while (!waiting.isEmpty() && batch.size() < MAX_BATCH) {
                batch.add(waiting.remove());
            }
            hurry = !waiting.isEmpty();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void commit(List<SessionChange> batch) throws InterruptedException {
        try {
            journal.commit(batch);
        } catch (StoreException e) {
            fail(String.valueOf(e.getMessage()));
            recover();
            return;
        }
        long done;
        lock.lock();
        try {
            done = stored + batch.size();
        } finally {
            lock.unlock();
        }
        // First the observer: who waits for the commit finds it told.
        observer.stored(done);
        lock.lock();
        try {
            stored = done;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(String why) {
        lock.lock();
        try {
            failure = why;
            waiting.clear();
            hurry = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        observer.failed(why);
    }

    private void recover() throws InterruptedException {
        while (!tryLoad()) {
            lock.lock();
            try {
                long nanos = BETWEEN_ATTEMPTS.toNanos();
                while (!closed && nanos > 0) {
                    nanos = changed.awaitNanos(nanos);
                }
                if (closed) {
                    return;
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private boolean tryLoad() {
        try {
            observer.reloaded(journal.load());
        } catch (StoreException e) {
            LOG.debug("the store is not back yet", e);
            return false;
        }
        lock.lock();
        try {
            stored = issued;
            failure = null;
        } finally {
            lock.unlock();
        }
        observer.stored(issued());
        return true;
    }

    private void finish() {
        lock.lock();
        try {
            if (!closed && failure == null) {
                failure = "the store's thread has ended";
            }
            finished = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
