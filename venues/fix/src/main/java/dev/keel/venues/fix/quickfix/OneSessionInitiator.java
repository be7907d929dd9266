package dev.keel.venues.fix.quickfix;

import java.io.IOException;
import org.apache.mina.core.filterchain.IoFilterChainBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.ConfigError;
import quickfix.Session;
import quickfix.SessionFactory;
import quickfix.SessionSettings;
import quickfix.mina.EventHandlingStrategy;
import quickfix.mina.SingleThreadedEventHandlingStrategy;
import quickfix.mina.initiator.AbstractSocketInitiator;

/**
 * Runs one session with threads of its own, one that handles messages and one that connects: a
 * listener that is slow, or a host that does not answer, holds up no other venue.
 */
final class OneSessionInitiator extends AbstractSocketInitiator {
    private static final int QUEUE_CAPACITY = 10_000;
    private static final int CONNECTING_THREADS = 1;

    private static final Logger LOG = LoggerFactory.getLogger(OneSessionInitiator.class);

    private final SingleThreadedEventHandlingStrategy handling =
            new SingleThreadedEventHandlingStrategy(this, QUEUE_CAPACITY);
    private boolean started;

    OneSessionInitiator(
            SessionSettings settings, SessionFactory factory, IoFilterChainBuilder filters)
            throws ConfigError {
        super(settings, factory, CONNECTING_THREADS);
        setIoFilterChainBuilder(filters);
    }

    @Override
    public synchronized void start() throws ConfigError {
        if (started) {
            return;
        }
        started = true;
        createSessionInitiators();
        startInitiators();
        handling.blockInThread();
    }

    @Override
    public synchronized void stop(boolean forceDisconnect) {
        if (!started) {
            return;
        }
        started = false;
        try {
            logoutAllSessions(forceDisconnect);
            stopInitiators();
        } finally {
            handling.stopHandlingMessages(true);
            getManagedSessions().forEach(OneSessionInitiator::forget);
            clearConnectorSessions();
        }
    }

    @Override
    protected EventHandlingStrategy getEventHandlingStrategy() {
        return handling;
    }

    private static void forget(Session session) {
        try {
            session.close();
        } catch (IOException e) {
            LOG.debug("closing a session failed", e);
        }
    }
}
