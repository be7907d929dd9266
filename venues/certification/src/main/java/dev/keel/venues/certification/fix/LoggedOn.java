package dev.keel.venues.certification.fix;

import dev.keel.core.account.AccountState;
import dev.keel.core.execution.VenueConnector;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.venue.Venue;
import dev.keel.core.venue.VenueAnswer;
import dev.keel.core.venue.VenueReport;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.simulator.fix.FixServer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A connection whose venue is handed out once its session is logged on: the cases begin there. */
final class LoggedOn implements AccountConnection {
    private static final long SECONDS = 15;

    private final AccountConnection connection;
    private final FixServer server;

    LoggedOn(AccountConnection connection, FixServer server) {
        this.connection = connection;
        this.server = server;
    }

    @Override
    public List<Instrument> instruments() {
        return connection.instruments();
    }

    @Override
    public Preflight preflight() {
        return connection.preflight();
    }

    @Override
    public VenueConnector venues() {
        return this::connect;
    }

    private Venue connect(AccountState account, Venue.Listener listener) {
        Waiting waiting = new Waiting(listener, new CountDownLatch(1));
        Venue venue = connection.venues().connect(account, waiting);
        try {
            if (!waiting.loggedOn().await(SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "no logon within " + SECONDS + " s, the server counts " + server.logons());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the logon", e);
        }
        return venue;
    }

    @Override
    public MarketData marketData() {
        return connection.marketData();
    }

    @Override
    public void close() {
        connection.close();
    }

    /** Hands on what is told, and sees the logon. */
    private record Waiting(Venue.Listener listener, CountDownLatch loggedOn)
            implements Venue.Listener {
        @Override
        public void onReport(VenueReport report) {
            listener.onReport(report);
        }

        @Override
        public void onAnswer(VenueAnswer answer) {
            listener.onAnswer(answer);
            if (answer instanceof VenueAnswer.Reconnected) {
                loggedOn.countDown();
            }
        }
    }
}
