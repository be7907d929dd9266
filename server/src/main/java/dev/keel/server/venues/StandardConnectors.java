package dev.keel.server.venues;

import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.server.database.ConnectionFile;
import dev.keel.venues.ccxt.CcxtConnector;
import dev.keel.venues.ccxt.CcxtPorts;
import dev.keel.venues.ccxt.exchange.Exchange;
import dev.keel.venues.ccxt.exchange.Exchanges;
import dev.keel.venues.ccxt.host.HostSettings;
import dev.keel.venues.ccxt.host.NodeRuntime;
import dev.keel.venues.ccxt.host.SupervisedHost;
import dev.keel.venues.ccxt.host.VenueHost;
import dev.keel.venues.connector.Connector;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.connector.governor.Alarm;
import dev.keel.venues.connector.governor.Governor;
import dev.keel.venues.connector.governor.RateGovernor;
import dev.keel.venues.connector.governor.RateTable;
import dev.keel.venues.fix.FixConnector;
import dev.keel.venues.fix.Incident;
import dev.keel.venues.fix.OtherWay;
import dev.keel.venues.fix.PriceSource;
import dev.keel.venues.fix.dialect.Dialects;
import dev.keel.venues.fix.recovery.PostgresReportJournal;
import dev.keel.venues.fix.store.ConnectionSource;
import dev.keel.venues.fix.store.PostgresSessionJournal;
import dev.keel.venues.metatrader.MetaTraderConnector;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connectors that come with Keel: the exchanges of ccxt, whose Node starts when one of them is
 * opened first; FIX in its dialects, whose sessions are kept in the database of the platform that
 * runs on the folder; and MetaTrader.
 */
public final class StandardConnectors implements ConnectorSource {
    private static final Logger LOG = LoggerFactory.getLogger(StandardConnectors.class);

    private final Optional<String> databaseUrl;

    /**
     * @param databaseUrl the database, where it is not the platform's own; may hold a password
     */
    public StandardConnectors(Optional<String> databaseUrl) {
        this.databaseUrl = databaseUrl;
    }

    @Override
    public Connectors open(Path dataDirectory) {
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        ScheduledExecutorService scheduler =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("governor").factory());
        LazyHost host = new LazyHost(executor);
        List<Connector> all = new ArrayList<>();
        for (Exchange exchange : Exchanges.all()) {
            all.add(
                    new CcxtConnector(
                            exchange,
                            new CcxtPorts(
                                    host::get,
                                    governor(exchange, scheduler),
                                    InstantSource.system(),
                                    executor)));
        }
        FixConnector.Ports fix = fix(dataDirectory, executor, byVenue(all));
        Dialects.all().forEach(dialect -> all.add(new FixConnector(dialect, fix)));
        all.add(metaTrader(MetaTraderConnector.MT4));
        all.add(metaTrader(MetaTraderConnector.MT5));
        return new Connectors(all, List.of(executor::shutdownNow, scheduler::shutdownNow, host));
    }

    /** Where FIX cannot be asked, the same exchange is asked by its own connector. */
    private static OtherWay otherWay(Map<VenueId, Connector> exchanges) {
        return (account, credentials) -> {
            Connector exchange = exchanges.get(account.venue());
            return exchange == null
                    ? OtherWay.NONE.open(account, credentials)
                    : exchange.open(account, credentials);
        };
    }

    /** Prices that are shown to everybody. */
    private static PriceSource prices(Map<VenueId, Connector> exchanges) {
        return place -> {
            Connector exchange = exchanges.get(place.venue());
            return exchange == null ? PriceSource.NONE.open(place) : exchange.marketData(place);
        };
    }

    private static Map<VenueId, Connector> byVenue(List<Connector> exchanges) {
        return exchanges.stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                exchange -> exchange.info().venue(), exchange -> exchange));
    }

    /** One for all accounts at an exchange: they leave by one address. */
    private static Governor governor(Exchange exchange, ScheduledExecutorService scheduler) {
        InstantSource clock = InstantSource.system();
        return new RateGovernor(RateTable.of(exchange.id()), clock, Alarm.on(scheduler, clock));
    }

    private static MetaTraderConnector metaTrader(VenueId venue) {
        return new MetaTraderConnector(
                venue,
                InstantSource.system(),
                Thread.ofPlatform().daemon().name("metatrader-", 1).factory());
    }

    private FixConnector.Ports fix(
            Path dataDirectory, ExecutorService executor, Map<VenueId, Connector> exchanges) {
        ConnectionSource database =
                purpose -> {
                    DatabaseAddress address = address(dataDirectory);
                    Properties properties = new Properties();
                    properties.setProperty("ApplicationName", purpose);
                    set(properties, "user", address.user());
                    set(properties, "password", address.password());
                    return DriverManager.getConnection(address.jdbcUrl(), properties);
                };
        return new FixConnector.Ports(
                PostgresSessionJournal.provider(database),
                PostgresReportJournal.provider(database),
                InstantSource.system(),
                executor,
                StandardConnectors::tell,
                otherWay(exchanges),
                prices(exchanges));
    }

    private DatabaseAddress address(Path dataDirectory) throws SQLException {
        return databaseUrl
                .map(DatabaseAddress::parse)
                .or(() -> new ConnectionFile(dataDirectory).read())
                .orElseThrow(() ->
                        new SQLException(
                                "a FIX session is kept in the database: start keel run on "
                                        + dataDirectory
                                        + " first"));
    }

    private static void set(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }

    private static void tell(Incident incident) {
        LOG.warn("ALARM FIX {}: {}", incident.kind(), incident.words());
    }

    /** One child process for all exchanges, started when the first is opened. */
    private static final class LazyHost implements AutoCloseable {
        private final ExecutorService executor;
        private @Nullable SupervisedHost host;

        LazyHost(ExecutorService executor) {
            this.executor = executor;
        }

        synchronized VenueHost get() {
            if (host == null) {
                host = SupervisedHost.start(NodeRuntime.find(), HostSettings.DEFAULT, executor);
            }
            return host;
        }

        @Override
        public synchronized void close() {
            if (host != null) {
                host.close();
                host = null;
            }
        }
    }
}
