package dev.keel.venues.fix.quickfix;

import dev.keel.venues.fix.store.SessionChange;
import dev.keel.venues.fix.store.SessionJournal;
import dev.keel.venues.fix.store.SessionState;
import dev.keel.venues.fix.store.StoreException;
import dev.keel.venues.fix.store.StoredMessage;
import dev.keel.venues.fix.transport.Masking;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.InvalidMessage;
import quickfix.MessageStore;
import quickfix.MessageUtils;

/**
 * The engine's store. The numbers are in memory; each change takes a ticket and is committed with
 * others by a thread of its own, and {@link OutboundGate} keeps a message back until its ticket is
 * committed. When a commit fails nothing of it leaves, the session is cut, and no message is
 * accepted until the numbers have been read again.
 */
final class JournalStore implements MessageStore {
    private static final int MAX_WAITING = 20_000;
    private static final int MAX_BATCH = 512;

    /** Of what is asked for again no more than this is looked at; the rest is skipped. */
    private static final int MAX_RESENT = 5_000;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(JournalStore.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final SessionJournal journal;
    private final InstantSource clock;
    private final Deque<SessionChange> waiting = new ArrayDeque<>();
    private Observer observer = Observer.NONE;
    private SessionState state;
    private Optional<StoredMessage> pending = Optional.empty();
    private long issued;
    private long stored;
    private @Nullable String failure;
    private @Nullable String refusal;
    private boolean closed;
    private boolean finished = true;

    /** Who hears what becomes of changes. */
    interface Observer {
        Observer NONE =
                new Observer() {
                    @Override
                    public void stored(long ticket) {}

                    @Override
                    public void failed(String why) {}

                    @Override
                    public void vetoed(StoredMessage message) {}
                };

        void stored(long ticket);

        void failed(String why);

        /** It was asked for again, and is not given out. */
        void vetoed(StoredMessage message);
    }

    /**
     * Reads the numbers; blocks.
     *
     * @throws StoreException if they cannot be read
     */
    JournalStore(SessionJournal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
        this.state = journal.load();
    }

    void observe(Observer other) {
        observer = other;
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

    /** Lets the next message fail, which is on its way through the engine on this thread. */
    void refuseNext(String why) {
        lock.lock();
        try {
            refusal = why;
        } finally {
            lock.unlock();
        }
    }

    void park(int sequence, String body, String why) throws IOException {
        offer(new SessionChange.Parked(sequence, clock.instant(), Masking.mask(body), why), state);
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

    @Override
    public boolean set(int sequence, String message) throws IOException {
        lock.lock();
        try {
            requireHealthy();
            String type = MessageUtils.getMessageType(message);
            pending =
                    MessageUtils.isAdminMessage(type)
                            ? Optional.empty()
                            : Optional.of(new StoredMessage(sequence, type, Masking.mask(message)));
            return true;
        } catch (InvalidMessage e) {
            throw new IOException("a message without a type was to be stored", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void incrNextSenderMsgSeqNum() throws IOException {
        lock.lock();
        try {
            int next = state.nextSender() + 1;
            Optional<StoredMessage> message = pending;
            pending = Optional.empty();
            offer(
                    new SessionChange.Sent(next, message),
                    new SessionState(next, state.nextTarget(), state.since()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void setNextSenderMsgSeqNum(int next) throws IOException {
        lock.lock();
        try {
            offer(
                    new SessionChange.NextSender(next),
                    new SessionState(next, state.nextTarget(), state.since()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void setNextTargetMsgSeqNum(int next) throws IOException {
        lock.lock();
        try {
            offer(
                    new SessionChange.NextTarget(next),
                    new SessionState(state.nextSender(), next, state.since()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void incrNextTargetMsgSeqNum() throws IOException {
        lock.lock();
        try {
            setNextTargetMsgSeqNum(state.nextTarget() + 1);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reset() throws IOException {
        lock.lock();
        try {
            Instant now = clock.instant();
            pending = Optional.empty();
            offer(new SessionChange.Reset(now), new SessionState(1, 1, now));
        } finally {
            lock.unlock();
        }
    }

    /** What may be sent again; what may not is reported and left out, which makes a gap fill. */
    @Override
    public void get(int from, int to, Collection<String> messages) throws IOException {
        awaitStored();
        List<StoredMessage> found;
        try {
            found = journal.read(from, to, MAX_RESENT);
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
        for (StoredMessage message : found) {
            if (Resending.isAllowed(message.type())) {
                messages.add(message.body());
            } else {
                observer.vetoed(message);
            }
        }
    }

    SessionState state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int getNextSenderMsgSeqNum() {
        return state().nextSender();
    }

    @Override
    public int getNextTargetMsgSeqNum() {
        return state().nextTarget();
    }

    @Override
    public Date getCreationTime() {
        return Date.from(state().since());
    }

    @Override
    public Calendar getCreationTimeCalendar() {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        calendar.setTime(getCreationTime());
        return calendar;
    }

    @Override
    public void refresh() throws IOException {
        throw new IOException("a session has one owner: there is nothing to refresh");
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

    private void requireHealthy() throws IOException {
        if (refusal != null) {
            String why = refusal;
            refusal = null;
            throw new IOException(why);
        }
        if (failure != null) {
            throw new IOException(failure);
        }
        if (closed) {
            throw new IOException("the session is closed");
        }
        if (waiting.size() >= MAX_WAITING) {
            throw new IOException("the store is " + MAX_WAITING + " changes behind");
        }
    }

    private void offer(SessionChange change, SessionState after) throws IOException {
        lock.lock();
        try {
            requireHealthy();
            if (journal.isDurable()) {
                waiting.add(change);
                issued++;
                changed.signalAll();
            } else {
                journal.commit(List.of(change));
                issued++;
                stored = issued;
                observer.stored(stored);
            }
            state = after;
        } finally {
            lock.unlock();
        }
    }

    private List<SessionChange> take() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.await();
            }
            List<SessionChange> batch = new ArrayList<>();
            while (!waiting.isEmpty() && batch.size() < MAX_BATCH) {
                batch.add(waiting.remove());
            }
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
            stored += batch.size();
            done = stored;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        observer.stored(done);
    }

    private void fail(String why) {
        lock.lock();
        try {
            failure = why;
            waiting.clear();
            pending = Optional.empty();
        } finally {
            lock.unlock();
        }
        observer.failed(why);
    }

    /**
     * Until the numbers are read again no logon leaves: see {@link SessionApplication#canLogon}.
     */
    private void recover() throws InterruptedException {
        while (!tryLoad()) {
            lock.lock();
            try {
                if (closed || changed.await(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.debug("woken while the store is gone");
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
            SessionState loaded = journal.load();
            lock.lock();
            try {
                state = loaded;
                stored = issued;
                failure = null;
            } finally {
                lock.unlock();
            }
            observer.stored(issued());
            return true;
        } catch (StoreException e) {
            LOG.debug("the store is not back yet", e);
            return false;
        }
    }

    private void awaitStored() throws IOException {
        lock.lock();
        try {
            long until = issued;
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
