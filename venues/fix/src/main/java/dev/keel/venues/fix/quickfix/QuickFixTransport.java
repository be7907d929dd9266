package dev.keel.venues.fix.quickfix;

import dev.keel.venues.connector.Credentials;
import dev.keel.venues.fix.store.MessageStoreProvider;
import dev.keel.venues.fix.store.SessionJournal;
import dev.keel.venues.fix.store.SessionState;
import dev.keel.venues.fix.store.StoreException;
import dev.keel.venues.fix.store.StoredMessage;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixTransport;
import dev.keel.venues.fix.transport.LogonAuthenticator;
import dev.keel.venues.fix.transport.Sequencing;
import dev.keel.venues.fix.transport.SessionProfile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.mina.core.filterchain.IoFilterChain;
import quickfix.ConfigError;
import quickfix.DefaultSessionFactory;
import quickfix.DefaultSessionScheduleFactory;
import quickfix.SessionID;
import quickfix.SessionSettings;

/**
 * A FIX session on QuickFIX/J: one connection, one store, threads of its own. For any number of
 * threads. Not to be closed by its listener.
 */
public final class QuickFixTransport implements FixTransport {
    private static final int MAX_QUEUED = 10_000;

    private final JournalStore store;
    private final ListenerQueue listeners;
    private final EngineSession session;
    private final OneSessionInitiator initiator;
    private final Executor executor;
    private boolean closed;

    private QuickFixTransport(
            JournalStore store,
            ListenerQueue listeners,
            EngineSession session,
            OneSessionInitiator initiator,
            Executor executor) {
        this.store = store;
        this.listeners = listeners;
        this.session = session;
        this.initiator = initiator;
        this.executor = executor;
    }

    /**
     * Opens a session and reads its numbers; blocks. {@link #start} connects it.
     *
     * @param credentials copied: every logon needs them. The copy is wiped when this is closed
     * @param executor with room for one task that takes as long as this is open
     * @throws StoreException if its numbers cannot be read, or another process has the session
     * @throws IllegalArgumentException if the profile's trust store is not fit
     */
    public static QuickFixTransport open(
            SessionProfile profile,
            LogonAuthenticator authenticator,
            Credentials credentials,
            MessageStoreProvider stores,
            Listener listener,
            InstantSource clock,
            Executor executor) {
        Optional<TlsFilter> tls =
                profile.endpoint().trust().map(trust -> TlsFilter.to(profile.endpoint(), trust));
        boolean kept = !(profile.sequencing().reset() instanceof Sequencing.Reset.EachLogon);
        SessionJournal journal =
                kept ? stores.open(profile.name()) : stores.openForOneLogon(profile.name());
        JournalStore store = new JournalStore(journal, clock);
        ListenerQueue listeners = new ListenerQueue(listener, executor);
        // Of a session that begins anew at each logon nothing is read again: nothing waits for it.
        OutboundGate gate = new OutboundGate(kept ? store::issued : () -> 0, clock);
        EngineSession session =
                new EngineSession(
                        profile,
                        new LogonSigner(profile, authenticator, credentials),
                        store,
                        listeners,
                        clock);
        SessionApplication application =
                new SessionApplication(
                        session, listeners, store, new Attempts(profile.patience(), clock));
        store.observe(new Storing(gate, application));
        SessionID id = EngineSettings.newId(profile);
        try {
            return new QuickFixTransport(
                    store,
                    listeners,
                    session,
                    initiator(
                            profile,
                            id,
                            application,
                            store,
                            session.log(),
                            chain -> {
                                tls.ifPresent(filter -> chain.addFirst("tls", filter));
                                chain.addLast("gate", gate);
                            }),
                    executor);
        } catch (ConfigError e) {
            store.shutDown();
            session.forget();
            throw new IllegalStateException("the engine does not take its settings", e);
        }
    }

    private interface Filters {
        void addTo(IoFilterChain chain);
    }

    private static OneSessionInitiator initiator(
            SessionProfile profile,
            SessionID id,
            SessionApplication application,
            JournalStore store,
            SessionLog log,
            Filters filters)
            throws ConfigError {
        SessionSettings settings = EngineSettings.of(profile, id);
        DefaultSessionFactory factory =
                new DefaultSessionFactory(
                        application,
                        _ -> store,
                        _ -> new BoundedQueue(MAX_QUEUED),
                        _ -> log,
                        new PlainMessages(),
                        new DefaultSessionScheduleFactory());
        return new OneSessionInitiator(settings, factory, filters::addTo);
    }

    /** What becomes of changes decides what leaves. */
    private record Storing(OutboundGate gate, SessionApplication application)
            implements JournalStore.Observer {
        @Override
        public void stored(long ticket) {
            gate.stored(ticket);
        }

        @Override
        public void failed(String why) {
            gate.discard(why);
        }

        @Override
        public void vetoed(StoredMessage message) {
            application.vetoed(message);
        }
    }

    @Override
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException("the session is closed");
        }
        store.begin(executor);
        try {
            initiator.start();
        } catch (ConfigError e) {
            throw new IllegalStateException("the engine does not take its settings", e);
        }
    }

    @Override
    public boolean isLoggedOn() {
        return session.isLoggedOn();
    }

    @Override
    public Sending send(FixMessage message) {
        return offer(message, Instant.MAX).toCompletableFuture().join();
    }

    @Override
    public CompletionStage<Sending> offer(FixMessage message, Instant notAfter) {
        return session.offer(message, notAfter, executor);
    }

    @Override
    public Numbers numbers() {
        SessionState state = store.state();
        return new Numbers(state.nextSender(), state.nextTarget());
    }

    @Override
    public void resume(Numbers numbers) {
        session.resume(numbers);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        initiator.stop(false);
        store.shutDown();
        session.forget();
        listeners.drain();
    }
}
