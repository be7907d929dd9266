package dev.keel.venues.certification.fix;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Asset;
import dev.keel.core.order.OrderId;
import dev.keel.venues.certification.Rig;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.fix.FixConnector;
import dev.keel.venues.fix.dialect.ClientIds;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.dialect.RecoveryStep;
import dev.keel.venues.fix.order.InstrumentTable;
import dev.keel.venues.fix.recovery.MemoryReportJournal;
import dev.keel.venues.fix.store.MemorySessionJournal;
import dev.keel.venues.fix.store.MessageStoreProvider;
import dev.keel.venues.fix.store.SessionJournal;
import dev.keel.venues.simulator.BrokerSide;
import dev.keel.venues.simulator.fix.Dialect;
import dev.keel.venues.simulator.fix.FixBroker;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One dialect before the simulated broker. What a database keeps is kept in memory here, and is
 * there again after a reconnect.
 */
final class FixRig implements Rig {
    private static final BigDecimal FUNDS = new BigDecimal("1000000");
    private static final AtomicInteger NUMBERS = new AtomicInteger(6_001);

    private final FixDialect dialect;
    private final FixConnector connector;
    private final FixBroker broker;
    private final VenueAccount account;
    private final AccountProfile profile;
    private final FixKeys keys;
    private AccountConnection connection;

    private FixRig(
            FixDialect dialect,
            FixConnector connector,
            FixBroker broker,
            VenueAccount account,
            AccountProfile profile) {
        this.dialect = dialect;
        this.connector = connector;
        this.broker = broker;
        this.account = account;
        this.profile = profile;
        this.keys = new FixKeys(connector.info(), dialect.logon().authentication());
        this.connection = opened();
    }

    static FixRig open(FixDialect dialect, InstrumentKind kind, Executor executor) {
        BigDecimal fee = new BigDecimal("0.001");
        FixBroker broker =
                kind == InstrumentKind.SPOT
                        ? FixBroker.spot(spoken(dialect), InstantSource.system(), fee, "USD")
                        : new FixBroker(spoken(dialect), InstantSource.system(), fee);
        InstrumentId instrument = InstrumentId.of("1");
        broker.quote(instrument, new BigDecimal("100"), new BigDecimal("100.1"));
        broker.move("USD", FUNDS);
        int number = NUMBERS.getAndIncrement();
        AccountProfile profile =
                new AccountProfile(
                        AccountId.of(dialect.venue() + "-" + number), Asset.of("USD"), number);
        FixConnector connector =
                new FixConnector(
                        dialect,
                        new FixConnector.Ports(
                                kept(),
                                MemoryReportJournal.provider(),
                                InstantSource.system(),
                                executor,
                                _ -> {},
                                (account, _) -> books(dialect, account, broker, executor)));
        return new FixRig(
                dialect,
                connector,
                broker,
                account(dialect, kind, instrument, profile, broker),
                profile);
    }

    private static Dialect spoken(FixDialect dialect) {
        if (dialect.recovers(RecoveryStep.REST_QUERY)) {
            return Dialect.BINANCE;
        }
        return switch (dialect.version()) {
            case FIX42 -> Dialect.FIX_42;
            case FIX44 -> Dialect.FIX_44;
            case FIX50SP2 ->
                    dialect.recovers(RecoveryStep.MASS_STATUS)
                            ? Dialect.FIX_50SP2
                            : Dialect.COINBASE;
        };
    }

    /** The other way of asking, over the books of the same broker. */
    private static AccountConnection books(
            FixDialect dialect, VenueAccount account, FixBroker broker, Executor executor) {
        return new BookAccount(
                broker,
                InstrumentTable.of(
                                dialect.orders().unit(),
                                account.kind(),
                                account.instruments(),
                                rules(account.instruments().iterator().next()))
                        .all(),
                InstantSource.system(),
                executor);
    }

    private static MessageStoreProvider kept() {
        Map<String, SessionJournal> journals = new ConcurrentHashMap<>();
        return name -> journals.computeIfAbsent(name, _ -> new MemorySessionJournal());
    }

    private static VenueAccount account(
            FixDialect dialect,
            InstrumentKind kind,
            InstrumentId instrument,
            AccountProfile profile,
            FixBroker broker) {
        Map<String, String> options = new TreeMap<>(rules(instrument));
        options.put("host", "127.0.0.1");
        options.put("port", Integer.toString(broker.server().port()));
        options.put("senderCompId", "KEEL");
        options.put("targetCompId", "VENUE");
        options.put("holdings", "from-reports");
        return new VenueAccount(
                profile.id(),
                dialect.venue(),
                Environment.LOCAL,
                kind,
                Set.of(instrument),
                options);
    }

    private static Map<String, String> rules(InstrumentId instrument) {
        String prefix = "instrument." + instrument + ".";
        return Map.of(
                prefix + "base", "COIN",
                prefix + "quote", "USD",
                prefix + "tick", "0.01",
                prefix + "lot", "0.001");
    }

    private AccountConnection opened() {
        try (Credentials credentials = keys.credentials()) {
            return new LoggedOn(connector.open(account, credentials), broker.server());
        }
    }

    @Override
    public ConnectorInfo info() {
        return connector.info();
    }

    @Override
    public Instrument instrument() {
        return connection.instruments().getFirst();
    }

    @Override
    public AccountProfile profile() {
        return profile;
    }

    @Override
    public BrokerSide broker() {
        return broker;
    }

    @Override
    public AccountConnection connection() {
        return connection;
    }

    @Override
    public AccountConnection reconnect() {
        connection.close();
        connection = opened();
        return connection;
    }

    @Override
    public String clientIdOf(OrderId order) {
        return ClientIds.of(dialect.ids().form(), order);
    }

    /** What the connection was opened with. */
    @Override
    public Set<String> secrets() {
        return keys.secrets();
    }

    /** FIX puts the password into every logon. */
    @Override
    public Set<String> secretsOnWire() {
        return keys.onWire();
    }

    @Override
    public void close() {
        connection.close();
        broker.close();
    }
}
