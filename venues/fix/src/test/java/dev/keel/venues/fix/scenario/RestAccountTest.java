package dev.keel.venues.fix.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.account.AccountId;
import dev.keel.core.execution.VenueConnector;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.ConnectorInfo.CredentialField;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.fix.FixConnector;
import dev.keel.venues.fix.OtherWay;
import dev.keel.venues.fix.dialect.Dialects;
import dev.keel.venues.fix.recovery.MemoryReportJournal;
import dev.keel.venues.fix.store.MessageStoreProvider;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How the same account is opened over REST. */
class RestAccountTest {
    private static final InstrumentId BITCOIN = InstrumentId.of("BTC/USDT");

    private final List<VenueAccount> opened = new ArrayList<>();
    private final Map<String, String> keys = new TreeMap<>();
    private boolean closed;

    @Test
    void anAccountNeedsAKeyForEachWay() {
        assertThat(connector(this::open).info().credentials())
                .extracting(CredentialField::name)
                .containsExactly("apiKey", "privateKey", "restApiKey", "restSecret");
    }

    @Test
    void itIsOpenedUnderTheVenuesNameThereWithItsOwnKeyAndOptions() {
        try (AccountConnection connection =
                connector(this::open).open(account(Map.of("rest.lookSeconds", "9")), all())) {
            assertThat(opened)
                    .singleElement()
                    .satisfies(other -> {
                        assertThat(other.venue()).isEqualTo(VenueId.of("binance"));
                        assertThat(other.account()).isEqualTo(AccountId.of("main"));
                        assertThat(other.environment()).isEqualTo(Environment.TEST);
                        assertThat(other.kind()).isEqualTo(InstrumentKind.SPOT);
                        assertThat(other.instruments()).containsExactly(BITCOIN);
                        assertThat(other.options()).isEqualTo(Map.of("lookSeconds", "9"));
                    });
            assertThat(keys).isEqualTo(Map.of("apiKey", "rest key", "secret", "rest secret"));
            assertThat(connection.toString()).doesNotContain("secret");
        }
        assertThat(closed).isTrue();
    }

    @Test
    void withoutItsKeyNothingIsOpened() {
        Credentials without =
                Credentials.none()
                        .with("apiKey", "key".toCharArray())
                        .with("privateKey", "AAAA".toCharArray())
                        .with("restApiKey", "rest key".toCharArray());

        assertThatThrownBy(() -> connector(this::open).open(account(Map.of()), without))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("credentials must hold restSecret");
        assertThat(opened).isEmpty();
    }

    @Test
    void whereThereIsNoOtherWayTheAccountIsNotOpened() {
        assertThatThrownBy(() -> connector(OtherWay.NONE).open(account(Map.of()), all()))
                .isInstanceOf(ConnectorException.class)
                .hasMessage("there is no way to ask binance but over FIX");
    }

    @Test
    void aPlanCannotDoWithoutItNorAskForASecondSession() {
        assertThatThrownBy(() ->
                        connector(this::open)
                                .open(account(Map.of("recovery.plan", "MANUAL")), all()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have REST_QUERY just as the dialect does");
        assertThatThrownBy(() ->
                        connector(this::open)
                                .open(
                                        account(Map.of("recovery.plan", "REST_QUERY, DROPCOPY")),
                                        all()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no second session is opened");
    }

    private AccountConnection open(VenueAccount account, Credentials credentials) {
        opened.add(account);
        credentials
                .names()
                .forEach(name ->
                        credentials
                                .get(name)
                                .ifPresent(value -> keys.put(name, new String(value))));
        return new Opened();
    }

    private static FixConnector connector(OtherWay otherWay) {
        return new FixConnector(
                Dialects.of(VenueId.of("fix-binance")),
                new FixConnector.Ports(
                        MessageStoreProvider.inMemory(),
                        MemoryReportJournal.provider(),
                        InstantSource.system(),
                        Runnable::run,
                        _ -> {},
                        otherWay));
    }

    private static VenueAccount account(Map<String, String> more) {
        Map<String, String> options = new TreeMap<>(more);
        options.put("host", "fix.test");
        options.put("port", "9000");
        options.put("senderCompId", "KEEL");
        options.put("instrument.BTC/USDT.base", "BTC");
        options.put("instrument.BTC/USDT.quote", "USDT");
        options.put("instrument.BTC/USDT.tick", "0.01");
        options.put("instrument.BTC/USDT.lot", "0.00001");
        options.put("instrument.BTC/USDT.symbol", "BTCUSDT");
        return new VenueAccount(
                AccountId.of("main"),
                VenueId.of("fix-binance"),
                Environment.TEST,
                InstrumentKind.SPOT,
                Set.of(BITCOIN),
                options);
    }

    private static Credentials all() {
        return Credentials.none()
                .with("apiKey", "key".toCharArray())
                .with("privateKey", "AAAA".toCharArray())
                .with("restApiKey", "rest key".toCharArray())
                .with("restSecret", "rest secret".toCharArray());
    }

    /** Knows that it was closed, and nothing else. */
    private final class Opened implements AccountConnection {
        @Override
        public List<Instrument> instruments() {
            return List.of();
        }

        @Override
        public Preflight preflight() {
            return new Preflight(Instant.EPOCH, List.of(), null, null, null, null);
        }

        @Override
        public VenueConnector venues() {
            throw new UnsupportedOperationException("nobody connects");
        }

        @Override
        public MarketData marketData() {
            throw new UnsupportedOperationException("nobody asks for it");
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
