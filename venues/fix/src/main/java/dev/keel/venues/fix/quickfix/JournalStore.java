package dev.keel.venues.fix.quickfix;

import dev.keel.venues.fix.store.SessionChange;
import dev.keel.venues.fix.store.SessionJournal;
import dev.keel.venues.fix.store.SessionState;
import dev.keel.venues.fix.store.StoreException;
import dev.keel.venues.fix.store.StoredMessage;
import dev.keel.venues.fix.transport.Masking;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import quickfix.InvalidMessage;
import quickfix.MessageStore;
import quickfix.MessageUtils;
import quickfix.field.MsgType;

/**
 * The engine's store. The numbers are in memory; each change goes to {@link Commits}, and {@link
 * OutboundGate} keeps a message back until its change is committed. When a commit fails nothing of
 * it leaves, the session is cut, and no message is accepted until the numbers have been read again.
 */
final class JournalStore implements MessageStore {
    /** Of what is asked for again no more than this is looked at; the rest is skipped. */
    private static final int MAX_RESENT = 5_000;

    private final Object lock = new Object();
    private final SessionJournal journal;
    private final Commits commits;
    private final InstantSource clock;
    private volatile Observer observer = Observer.NONE;
    private SessionState state;
    private Optional<StoredMessage> pending = Optional.empty();
    private int claimed;
    private boolean goodbye;
    private @Nullable String refusal;

    /** Who hears what becomes of messages. */
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
        this.commits = new Commits(journal, new Committed());
    }

    private final class Committed implements Commits.Observer {
        @Override
        public void stored(long ticket) {
            observer.stored(ticket);
        }

        @Override
        public void failed(String why) {
            synchronized (lock) {
                pending = Optional.empty();
            }
            observer.failed(why);
        }

        @Override
        public void reloaded(SessionState loaded) {
            synchronized (lock) {
                state = loaded;
            }
        }
    }

    void observe(Observer other) {
        observer = other;
    }

    /** From now on changes are committed. */
    void begin(Executor executor) {
        commits.begin(executor);
    }

    /** The ticket of the last change. */
    long issued() {
        return commits.issued();
    }

    boolean isHealthy() {
        return commits.isHealthy();
    }

    /** Lets the next message fail, which is on its way through the engine on this thread. */
    void refuseNext(String why) {
        synchronized (lock) {
            refusal = why;
        }
    }

    void park(int sequence, String body, String why) throws IOException {
        commits.add(new SessionChange.Parked(sequence, clock.instant(), Masking.mask(body), why));
    }

    SessionState state() {
        synchronized (lock) {
            return state;
        }
    }

    /** Commits what is left, then lets go. */
    void shutDown() {
        commits.shutDown();
    }

    @Override
    public boolean set(int sequence, String message) throws IOException {
        synchronized (lock) {
            requireNotRefused();
            commits.requireHealthy();
            try {
                String type = MessageUtils.getMessageType(message);
                goodbye = type.equals(MsgType.LOGOUT);
                claimed = sequence;
                pending =
                        MessageUtils.isAdminMessage(type)
                                ? Optional.empty()
                                : Optional.of(
                                        new StoredMessage(sequence, type, Masking.mask(message)));
                return true;
            } catch (InvalidMessage e) {
                throw new IOException("a message without a type was to be stored", e);
            }
        }
    }

    @Override
    public void incrNextSenderMsgSeqNum() throws IOException {
        boolean last;
        synchronized (lock) {
            int next = state.nextSender() + 1;
            Optional<StoredMessage> message = pending;
            last = goodbye;
            pending = Optional.empty();
            goodbye = false;
            requireClaimed(state.nextSender());
            change(
                    new SessionChange.Sent(next, message),
                    new SessionState(next, state.nextTarget(), state.since()));
        }
        if (last) {
            // The engine closes the connection right behind it.
            commits.awaitStored();
        }
    }

    @Override
    public void setNextSenderMsgSeqNum(int next) throws IOException {
        synchronized (lock) {
            change(
                    new SessionChange.NextSender(next),
                    new SessionState(next, state.nextTarget(), state.since()));
        }
    }

    @Override
    public void setNextTargetMsgSeqNum(int next) throws IOException {
        synchronized (lock) {
            change(
                    new SessionChange.NextTarget(next),
                    new SessionState(state.nextSender(), next, state.since()));
        }
    }

    @Override
    public void incrNextTargetMsgSeqNum() throws IOException {
        synchronized (lock) {
            setNextTargetMsgSeqNum(state.nextTarget() + 1);
        }
    }

    @Override
    public void reset() throws IOException {
        synchronized (lock) {
            Instant now = clock.instant();
            pending = Optional.empty();
            change(new SessionChange.Reset(now), new SessionState(1, 1, now));
        }
    }

    /** What may be sent again; what may not is reported and left out, which makes a gap fill. */
    @Override
    public void get(int from, int to, Collection<String> messages) throws IOException {
        commits.awaitStored();
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

    private void requireNotRefused() throws IOException {
        if (refusal != null) {
            String why = refusal;
            refusal = null;
            throw new IOException(why);
        }
    }

    /** Between the two calls for one message the numbers may have been read again. */
    private void requireClaimed(int number) throws IOException {
        if (claimed != number) {
            throw new IOException("message " + claimed + " was to take the number " + number);
        }
    }

    private void change(SessionChange change, SessionState after) throws IOException {
        commits.add(change);
        state = after;
    }
}
