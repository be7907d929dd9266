package dev.keel.venues.fix;

import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.Connector;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.dialect.RecoveryStep;
import dev.keel.venues.fix.recovery.ReportJournal;
import dev.keel.venues.fix.store.MessageStoreProvider;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A venue that speaks FIX, in one dialect. For any number of threads. */
public final class FixConnector implements Connector {
    private final FixDialect dialect;
    private final Ports ports;

    /**
     * What it works with.
     *
     * @param stores where sessions keep their numbers and messages
     * @param journals where accounts keep their reports
     * @param executor has room for one long task for each session
     * @param incidents told what a person should hear of
     * @param otherWay by which a venue is asked that cannot be asked over FIX
     * @param prices of other places, for accounts that name one
     */
    public record Ports(
            MessageStoreProvider stores,
            ReportJournal.Provider journals,
            InstantSource clock,
            Executor executor,
            Consumer<Incident> incidents,
            OtherWay otherWay,
            PriceSource prices) {
        /** No account names another place for its prices. */
        public Ports(
                MessageStoreProvider stores,
                ReportJournal.Provider journals,
                InstantSource clock,
                Executor executor,
                Consumer<Incident> incidents,
                OtherWay otherWay) {
            this(stores, journals, clock, executor, incidents, otherWay, PriceSource.NONE);
        }
    }

    public FixConnector(FixDialect dialect, Ports ports) {
        this.dialect = dialect;
        this.ports = ports;
    }

    @Override
    public ConnectorInfo info() {
        return DialectInfo.of(dialect);
    }

    @Override
    public AccountConnection open(VenueAccount account, Credentials credentials) {
        if (!account.venue().equals(dialect.venue())) {
            throw new IllegalArgumentException(
                    "venue must be " + dialect.venue() + ", was " + account.venue());
        }
        if (!dialect.identity().kinds().contains(account.kind())) {
            throw new IllegalArgumentException(
                    "kind must be one of "
                            + dialect.identity().kinds()
                            + ", was "
                            + account.kind());
        }
        dialect.logon().authentication().require(credentials);
        SessionOptions options = SessionOptions.of(dialect, account);
        AccountConnection otherWay =
                options.dialect().recovers(RecoveryStep.REST_QUERY)
                        ? RestAccount.open(options.dialect(), account, credentials, ports)
                        : null;
        return new FixConnection(options, credentials, ports, otherWay);
    }

    /** What the place's options name: FIX venues tell nothing without a logon. */
    @Override
    public MarketData marketData(VenueAccount place) {
        return SessionOptions.of(dialect, place).marketData(ports);
    }
}
