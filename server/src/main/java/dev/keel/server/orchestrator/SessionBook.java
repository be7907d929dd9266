package dev.keel.server.orchestrator;

import dev.keel.core.account.AccountState;
import dev.keel.core.money.Money;
import dev.keel.server.runtime.CommitListener;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the sessions: the one that runs, and those before it. For any number of threads. */
public final class SessionBook {
    private static final Logger LOG = LoggerFactory.getLogger(SessionBook.class);

    /** Where sessions are kept. */
    public interface Store {
        /** Writes a session, or writes it anew. */
        void save(Session session);

        /** The latest sessions first. */
        List<Session> latest(int atMost);
    }

    private static final int SHOWN = 100;

    private final Store store;
    private final InstantSource systemClock;
    private final SessionTally tally = new SessionTally();
    private @Nullable Session current;

    public SessionBook(Store store, InstantSource systemClock) {
        this.store = store;
        this.systemClock = systemClock;
    }

    /** What counts; must hear all that becomes durable. */
    public CommitListener listener() {
        return tally;
    }

    synchronized void begin(Session session, AccountState account) {
        tally.begin(account);
        current = session;
        save(session);
    }

    /** Ends the one that runs, if one does. */
    synchronized void end(AccountState account) {
        if (current != null) {
            save(current.with(tally.tally(account)).ended(systemClock.instant()));
            current = null;
        }
    }

    /** Writes the figures of the one that runs as they are now. */
    public synchronized void note(AccountState account) {
        if (current != null) {
            save(current.with(tally.tally(account)));
        }
    }

    synchronized Optional<Session> current(AccountState account) {
        return Optional.ofNullable(current).map(session -> session.with(tally.tally(account)));
    }

    /** All of them, the latest first, the one that runs with its figures as they are now. */
    List<Session> latest(AccountState account) {
        Optional<Session> running = current(account);
        return store.latest(SHOWN).stream()
                .map(session ->
                        running.filter(now -> now.id().equals(session.id())).orElse(session))
                .toList();
    }

    Session.Tally nothing(AccountState account) {
        return new Session.Tally(0, 0, 0, 0, Money.zero(account.profile().currency()));
    }

    /** A session is worth knowing, and not worth stopping for. */
    private void save(Session session) {
        try {
            store.save(session);
        } catch (RuntimeException e) {
            LOG.warn("the session could not be written: {}", e.getMessage());
        }
    }
}
