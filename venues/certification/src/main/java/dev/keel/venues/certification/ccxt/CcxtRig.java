package dev.keel.venues.certification.ccxt;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.money.Asset;
import dev.keel.core.order.OrderId;
import dev.keel.venues.ccxt.CcxtConnector;
import dev.keel.venues.ccxt.exchange.Exchanges;
import dev.keel.venues.certification.Flaw;
import dev.keel.venues.certification.MovedClock;
import dev.keel.venues.certification.Rig;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.simulator.BrokerSide;
import dev.keel.venues.simulator.book.Market;
import dev.keel.venues.simulator.exchange.SimulatedExchange;
import dev.keel.venues.simulator.exchange.SimulationOptions;
import dev.keel.venues.simulator.http.Keys;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** One exchange's connector before its simulator. */
final class CcxtRig implements Rig {
    /** Small enough for a wire that carries ids as JSON numbers. */
    private static final int FIRST_NUMBER = 4_711;

    private static final AtomicInteger NUMBERS = new AtomicInteger(FIRST_NUMBER);

    /** How long an answer may take here: a fraction of what a real venue is given. */
    private static final String PATIENCE_MILLIS = "1500";

    private static final int TRIES = 4;

    private final CcxtConnector connector;
    private final SimulatedExchange broker;
    private final MovedClock clock;
    private final VenueAccount account;
    private final AccountProfile profile;
    private AccountConnection connection;

    private CcxtRig(
            CcxtConnector connector,
            SimulatedExchange broker,
            MovedClock clock,
            VenueAccount account,
            AccountProfile profile) {
        this.connector = connector;
        this.broker = broker;
        this.clock = clock;
        this.account = account;
        this.profile = profile;
        this.connection = opened();
    }

    /** On a busy machine a simulator may not answer in its short time: then it is asked again. */
    private AccountConnection opened() {
        for (int left = TRIES; left > 0; left--) {
            try {
                return connector.open(account, credentials(broker.keys()));
            } catch (ConnectorException e) {
                if (e.category() != ConnectorException.Category.RETRYABLE || left == 1) {
                    throw e;
                }
            }
        }
        throw new IllegalStateException("the connection must have been opened or refused");
    }

    static CcxtRig open(
            CcxtConnector connector,
            SimulatedExchange broker,
            MovedClock clock,
            VenueId venue,
            InstrumentKind kind) {
        Market market = broker.markets().getFirst();
        broker.quote(market.id(), new BigDecimal("100"), new BigDecimal("100.1"));
        int number = NUMBERS.getAndIncrement();
        AccountId id = AccountId.of(venue + "-" + number);
        AccountProfile profile = new AccountProfile(id, Asset.of(market.quote()), number);
        return new CcxtRig(
                connector, broker, clock, account(id, venue, kind, market.id(), broker), profile);
    }

    private static VenueAccount account(
            AccountId id,
            VenueId venue,
            InstrumentKind kind,
            InstrumentId instrument,
            SimulatedExchange broker) {
        return new VenueAccount(
                id,
                venue,
                Environment.LOCAL,
                kind,
                Set.of(instrument),
                Map.of(
                        "simulator",
                        broker.baseUrl(),
                        "patienceMillis",
                        PATIENCE_MILLIS,
                        "lookSeconds",
                        "1"));
    }

    private static Credentials credentials(Keys keys) {
        return Credentials.none()
                .with("apiKey", keys.apiKey().toCharArray())
                .with("secret", keys.secret().toCharArray())
                .with("password", keys.password().toCharArray());
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
    public Duration patience() {
        return Duration.ofMillis(Long.parseLong(PATIENCE_MILLIS));
    }

    @Override
    public Optional<Preflight> preflightWith(Flaw flaw) {
        return switch (flaw) {
            case WRONG_KEYS -> Optional.of(preflight(broker, Keys.random()));
            case MAY_WITHDRAW -> {
                broker.mayWithdraw(true);
                yield Optional.of(connection.preflight());
            }
            case CLOCK_AHEAD -> tellsTime() ? Optional.of(anHourAhead()) : Optional.empty();
        };
    }

    /** Where the venue does not, nobody can know that its clock is off. */
    private boolean tellsTime() {
        return Exchanges.of(account.venue().value()).tellsTime();
    }

    private Preflight anHourAhead() {
        InstantSource ahead = InstantSource.offset(InstantSource.system(), Duration.ofHours(1));
        try (SimulatedExchange other =
                SimulatedExchange.start(
                        account.venue().value(),
                        account.kind(),
                        SimulationOptions.USUAL.by(ahead))) {
            return preflight(other, other.keys());
        }
    }

    private Preflight preflight(SimulatedExchange at, Keys keys) {
        InstrumentId market = at.markets().getFirst().id();
        VenueAccount there =
                account(account.account(), account.venue(), account.kind(), market, at);
        try (AccountConnection other = connector.open(there, credentials(keys))) {
            return other.preflight();
        }
    }

    @Override
    public Set<String> secrets() {
        Keys keys = broker.keys();
        return Set.of(keys.apiKey(), keys.secret(), keys.password());
    }

    /** A key names the account in a header; where there is a passphrase, it goes in another. */
    @Override
    public Set<String> secretsOnWire() {
        Keys keys = broker.keys();
        return Set.of(keys.apiKey(), keys.password());
    }

    /** Gate's wire has a mark before every id. */
    @Override
    public String clientIdOf(OrderId order) {
        return account.venue().value().equals("gate") ? "t-" + order : order.toString();
    }

    @Override
    public void pass(Duration time) {
        clock.pass(time);
    }

    @Override
    public void close() {
        connection.close();
        broker.close();
    }
}
