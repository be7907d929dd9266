package dev.keel.venues.fix.quickfix;

import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixTransport;
import dev.keel.venues.fix.transport.FixTransport.Sending;
import dev.keel.venues.fix.transport.Masking;
import dev.keel.venues.fix.transport.Sequencing;
import dev.keel.venues.fix.transport.SessionProfile;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.DataDictionaryProvider;
import quickfix.Message;
import quickfix.MessageUtils;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionStateListener;
import quickfix.field.Text;

/** The engine's session, and the rules for it that the engine does not have. */
final class EngineSession implements SessionApplication.SessionControl, SessionStateListener {
    private static final String GOODBYE = "\u000135=5\u0001";
    private static final String LOGGED_OUT = "the session is not logged on";

    private static final Logger LOG = LoggerFactory.getLogger(EngineSession.class);

    private final SessionProfile profile;
    private final LogonSigner signer;
    private final JournalStore store;
    private final ListenerQueue listeners;
    private final InstantSource clock;
    private final SessionLog log;
    private final GapWatch gaps;
    private volatile @Nullable Session session;
    private volatile boolean halted;
    private volatile String lastReason = "";
    private volatile String farewell = "";

    EngineSession(
            SessionProfile profile,
            LogonSigner signer,
            JournalStore store,
            ListenerQueue listeners,
            InstantSource clock) {
        this.profile = profile;
        this.signer = signer;
        this.store = store;
        this.listeners = listeners;
        this.clock = clock;
        this.log = new SessionLog(profile.name(), this::received, this::disconnecting);
        this.gaps = new GapWatch(profile.timing().heartbeat().multipliedBy(2), clock);
    }

    SessionLog log() {
        return log;
    }

    boolean isLoggedOn() {
        Session current = session;
        return current != null && isOpen(current);
    }

    CompletionStage<Sending> offer(FixMessage message, Instant notAfter, Executor executor) {
        Session current = session;
        if (current == null || !isOpen(current)) {
            return CompletableFuture.completedStage(new Sending.NotSent(LOGGED_OUT));
        }
        Message made = written(message, current);
        Outgoing outgoing = new Outgoing(made, notAfter, executor);
        boolean accepted =
                ScopedValue.where(OutboundGate.SENDING, outgoing).call(() -> current.send(made));
        if (!outgoing.hasReachedGate()) {
            // Its number may be used up; if it is asked for, there is none.
            outgoing.notSent(
                    accepted ? "the connection was lost before it left" : outgoing.objection());
        }
        return outgoing.outcome();
    }

    private boolean isLate(Outgoing outgoing) {
        return !outgoing.notAfter().isAfter(clock.instant());
    }

    /** Once a goodbye is on its way nothing else follows it. */
    private static boolean isOpen(Session current) {
        return current.isLoggedOn() && !current.isLogoutSent() && !current.isLogoutReceived();
    }

    private Message written(FixMessage message, Session current) {
        DataDictionaryProvider dictionaries = current.getDataDictionaryProvider();
        return WireFormat.write(
                message,
                dictionaries.getSessionDataDictionary(profile.version().beginString()),
                dictionaries.getApplicationDataDictionary(
                        MessageUtils.toApplVerID(profile.version().application())));
    }

    @Override
    public void created(SessionID id) {
        Session created = Session.lookupSession(id);
        created.addStateListener(this);
        session = created;
    }

    @Override
    public void authenticate(Message logon) {
        signer.sign(logon);
    }

    @Override
    public boolean isReadyToLogOn() {
        if (halted || !store.isHealthy()) {
            return false;
        }
        if (profile.sequencing().reset() instanceof Sequencing.Reset.Scheduled scheduled
                && store.state().since().isBefore(scheduled.lastBefore(clock.instant()))) {
            return resetByTheClock();
        }
        return true;
    }

    private boolean resetByTheClock() {
        try {
            store.reset();
            return true;
        } catch (IOException e) {
            LOG.warn("the numbers of {} could not begin anew", profile.name(), e);
            return false;
        }
    }

    @Override
    public Optional<String> objection(Outgoing outgoing) {
        Session current = session;
        if (current == null || !isOpen(current)) {
            return Optional.of(LOGGED_OUT);
        }
        return isLate(outgoing) ? Optional.of(OutboundGate.TOO_LATE) : Optional.empty();
    }

    @Override
    public Optional<String> received(int sequence) {
        return log.received(sequence);
    }

    @Override
    public void loggedOn() {
        farewell = "";
        lastReason = "";
        listeners.post(FixTransport.Listener::onLogon);
    }

    @Override
    public void loggedOut() {
        String why = farewell.isEmpty() ? lastReason : "the counterparty: " + farewell;
        farewell = "";
        listeners.post(listener -> listener.onLogout(why));
        if (why.contains("too low")) {
            // Logging on again would fail for ever; beginning at 1 would lose what was missed.
            halt(why);
        }
    }

    @Override
    public void resendRequestRefused() {
        follow(gaps.onRequestRefused(), "the counterparty refused to send again what is missing");
    }

    @Override
    public void onConnectException(SessionID id, Exception exception) {
        String why = String.valueOf(exception.getMessage());
        listeners.post(listener -> listener.onUnreachable(why));
    }

    /** Sets the numbers and lets the session log on again. */
    void resume(FixTransport.Numbers numbers) {
        Session current = session;
        if (current == null || !halted) {
            throw new IllegalStateException("the session must have halted to be resumed");
        }
        try {
            store.setNextSenderMsgSeqNum(numbers.sender());
            store.setNextTargetMsgSeqNum(numbers.target());
        } catch (IOException e) {
            throw new IllegalStateException("the numbers could not be stored", e);
        }
        gaps.restart();
        halted = false;
        current.logon();
    }

    /** Wipes the secrets. */
    void forget() {
        signer.close();
    }

    /**
     * On the connection's thread, for each message. The engine forgets a goodbye where the
     * connection is closed right behind it.
     */
    private void received(String message) {
        if (message.contains(GOODBYE)) {
            farewell = WireFormat.read(message).get(Text.FIELD).orElse("");
        }
        Session current = session;
        if (current == null || !current.isLoggedOn()) {
            return;
        }
        int expected = store.state().nextTarget();
        follow(
                gaps.onMessage(SessionLog.sequence(message), expected),
                "message " + expected + " is missing and does not come");
    }

    private void follow(GapWatch.Advice advice, String why) {
        Session current = session;
        switch (advice) {
            case WAIT -> LOG.trace("nothing is missing for long");
            case LOG_ON_AGAIN -> {
                LOG.warn("{} logs out and on: {}", profile.name(), why);
                if (current != null) {
                    current.generateLogout();
                }
            }
            case GIVE_UP -> halt(why);
        }
    }

    private void halt(String why) {
        halted = true;
        Session current = session;
        if (current != null) {
            current.logout(why);
        }
        listeners.post(listener -> listener.onHalted(why));
    }

    private void disconnecting(String why) {
        lastReason = why;
        Session current = session;
        if (current != null && !current.isLogonSent()) {
            String masked = Masking.mask(why);
            listeners.post(listener -> listener.onUnreachable(masked));
        }
    }
}
