package dev.keel.server.venue;

import dev.keel.core.execution.VenueConnector;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.server.venues.ConnectorSource;
import dev.keel.server.venues.Connectors;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.connector.Connector;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.ConnectorException.Category;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.ConnectorInfo.CredentialField;
import dev.keel.venues.connector.ConnectorInfo.Secrecy;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.connector.Preflight.Finding;
import dev.keel.venues.connector.Preflight.Grade;
import dev.keel.venues.connector.Technology;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.connector.VenueId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The way to the test venue. Its keys are {@link #KEY} with {@link #SECRET}; {@link #WITHDRAWS} is
 * a key that may withdraw, and any other is refused by a message that ill-advisedly repeats the
 * secret.
 */
public final class TestConnector implements Connector {
    public static final String KEY = "good-key-4711";
    public static final String WITHDRAWS = "rich-key-4712";
    public static final String SECRET = "planted-secret-9f3c";

    private static final ConnectorInfo INFO =
            new ConnectorInfo(
                    new VenueId("testex"),
                    Technology.CCXT,
                    "Test Exchange",
                    "7",
                    Map.of(
                            InstrumentKind.SPOT,
                            Set.of(
                                    Capability.MARKET_ORDER,
                                    Capability.LIMIT_ORDER,
                                    Capability.TEST_NETWORK,
                                    Capability.KEY_PERMISSIONS)),
                    List.of(
                            new CredentialField("apiKey", "API key", Secrecy.SECRET, false),
                            new CredentialField("secret", "API secret", Secrecy.SECRET, false)),
                    true);

    private final TestMarket market;
    private final TestBroker broker;
    private volatile boolean reachable = true;

    public TestConnector(TestMarket market, TestBroker broker) {
        this.market = market;
        this.broker = broker;
    }

    public ConnectorSource source() {
        return _ -> new Connectors(List.of(this), List.of());
    }

    /** Whether the venue can be reached. */
    public void reachable(boolean wanted) {
        reachable = wanted;
    }

    @Override
    public ConnectorInfo info() {
        return INFO;
    }

    @Override
    public AccountConnection open(VenueAccount account, Credentials credentials) {
        requireReachable();
        String key = String.valueOf(credentials.get("apiKey").orElseThrow());
        String secret = String.valueOf(credentials.get("secret").orElseThrow());
        if (!(key.equals(KEY) || key.equals(WITHDRAWS)) || !secret.equals(SECRET)) {
            throw new ConnectorException(
                    Category.UNAUTHORISED,
                    "signature of " + key + " made with " + secret + " is bad");
        }
        return new Connection(key.equals(WITHDRAWS));
    }

    @Override
    public MarketData marketData(VenueAccount place) {
        requireReachable();
        return market;
    }

    private void requireReachable() {
        if (!reachable) {
            throw new ConnectorException(Category.RETRYABLE, "testex cannot be reached");
        }
    }

    private final class Connection implements AccountConnection {
        private final boolean withdraws;

        Connection(boolean withdraws) {
            this.withdraws = withdraws;
        }

        @Override
        public List<Instrument> instruments() {
            return market.instruments();
        }

        @Override
        public Preflight preflight() {
            return new Preflight(
                    Instant.now(),
                    List.of(
                            new Finding("keys", Grade.PASSED, "the venue knows them"),
                            withdraws
                                    ? new Finding(
                                            "withdrawal", Grade.FAILED, "the key may withdraw")
                                    : new Finding("withdrawal", Grade.PASSED, "it may not")),
                    Duration.ofMillis(12),
                    withdraws ? List.of("spot", "withdraw") : List.of("spot"),
                    null,
                    null);
        }

        @Override
        public VenueConnector venues() {
            return broker.venues();
        }

        @Override
        public MarketData marketData() {
            return market;
        }

        @Override
        public void close() {}
    }
}
