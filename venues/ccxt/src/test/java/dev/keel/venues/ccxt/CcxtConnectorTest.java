package dev.keel.venues.ccxt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.account.AccountId;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.market.Timeframe;
import dev.keel.venues.ccxt.exchange.Exchange;
import dev.keel.venues.ccxt.exchange.Exchanges;
import dev.keel.venues.ccxt.host.AtOnce;
import dev.keel.venues.ccxt.host.HostMethods;
import dev.keel.venues.ccxt.host.HostReply;
import dev.keel.venues.ccxt.host.ScriptedHost;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Credentials;
import dev.keel.venues.connector.Environment;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.VenueAccount;
import dev.keel.venues.connector.VenueId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CcxtConnectorTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");
    private static final InstrumentId BTC = InstrumentId.of("BTC/USDT");
    private static final String SPOT_MARKET =
            """
            {"id":"%1$sUSDT","symbol":"%1$s/USDT","base":"%1$s","quote":"USDT","baseId":"%1$s","quoteId":"USDT",
             "spot":true,"swap":false,"active":true,"precision":{"price":"0.01","amount":"0.001"},
             "limits":{"cost":{"min":"5"}},"maker":"0.001","taker":"0.002"}\
            """;

    private final ScriptedHost host = new ScriptedHost();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void markets() {
        String inverse =
                """
                {"id":"BTCUSD","symbol":"BTC/USD:BTC","base":"BTC","quote":"USD","settle":"BTC","baseId":"BTC",
                 "quoteId":"USD","spot":false,"swap":true,"linear":false,"inverse":true,"contractSize":"100",
                 "precision":{"price":"0.1","amount":"1"}}\
                """;
        String vague =
                "{\"id\":\"X\",\"symbol\":\"X/USDT\",\"base\":\"X\",\"quote\":\"USDT\",\"baseId\":\"X\",\"spot\":true,\"precision\":{}}";
        host.on(
                        HostMethods.MARKETS,
                        "["
                                + String.join(
                                        ",",
                                        SPOT_MARKET.formatted("BTC"),
                                        SPOT_MARKET.formatted("ETH"),
                                        inverse,
                                        vague)
                                + "]")
                .on("fetchTime", Long.toString(NOW.toEpochMilli()));
    }

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    private CcxtConnector connector(String venue) {
        return new CcxtConnector(
                Exchanges.of(venue),
                new CcxtPorts(() -> host, new AtOnce(), InstantSource.fixed(NOW), executor));
    }

    private static VenueAccount account(
            String venue, Environment environment, Map<String, String> options) {
        return new VenueAccount(
                AccountId.of("main"),
                VenueId.of(venue),
                environment,
                InstrumentKind.SPOT,
                Set.of(BTC),
                options);
    }

    private static Credentials keys() {
        return Credentials.none()
                .with("apiKey", "KEYmark".toCharArray())
                .with("secret", "SECRETmark".toCharArray());
    }

    @Test
    void opensAnAccountWithTheRulesOfTheVenue() {
        try (AccountConnection connection =
                connector("binance").open(account("binance", Environment.LIVE, Map.of()), keys())) {
            var instrument = connection.instruments().getFirst();

            assertThat(connection.instruments()).hasSize(1);
            assertThat(instrument.rules().tick()).hasToString("0.01");
            assertThat(instrument.rules().minNotional()).isEqualByComparingTo("5");
            assertThat(instrument.fees().taker()).isEqualByComparingTo("0.002");
            assertThat(host.opened().getFirst().redirect()).isEmpty();
            assertThat(connection.toString() + host.opened()).doesNotContain("mark");
        }
    }

    @Test
    void namesTheSecretThatIsMissing() {
        assertThatThrownBy(() ->
                        connector("okx").open(account("okx", Environment.LIVE, Map.of()), keys()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("password must be given")
                .hasMessageNotContaining("mark");
    }

    @Test
    void letsNoSimulatorStandForARealVenue() {
        Map<String, String> simulator = Map.of("simulator", "http://127.0.0.1:1");

        assertThatThrownBy(() ->
                        connector("binance")
                                .open(account("binance", Environment.LIVE, simulator), keys()))
                .hasMessageContaining("environment local");
        assertThatThrownBy(() ->
                        connector("binance")
                                .open(account("binance", Environment.LOCAL, Map.of()), keys()))
                .hasMessageContaining("environment local");
    }

    @Test
    void refusesATestNetworkThatDoesNotExist() {
        assertThatThrownBy(() ->
                        connector("kraken")
                                .open(account("kraken", Environment.TEST, Map.of()), keys()))
                .hasMessageContaining("no test network");
    }

    @Test
    void refusesAnInstrumentThatTheVenueDoesNotList() {
        VenueAccount wrong =
                new VenueAccount(
                        AccountId.of("main"),
                        VenueId.of("binance"),
                        Environment.LIVE,
                        InstrumentKind.SPOT,
                        Set.of(InstrumentId.of("X/USDT")),
                        Map.of());

        assertThatThrownBy(() -> connector("binance").open(wrong, keys()))
                .hasMessageContaining("X/USDT");
    }

    @Test
    void tradesNothingAtAnExchangeThatNobodyReviewed() {
        Exchange unknown =
                Exchanges.all().stream().filter(each -> !each.reviewed()).findFirst().orElseThrow();

        assertThat(connector(unknown.id()).info().reviewed()).isFalse();
        assertThat(connector(unknown.id()).info().can(InstrumentKind.SPOT, Capability.LIMIT_ORDER))
                .isFalse();
        assertThatThrownBy(() ->
                        connector(unknown.id())
                                .open(account(unknown.id(), Environment.LIVE, Map.of()), keys()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kind must be one of");
    }

    @Test
    void knowsEveryExchangeOfTheLibraryAndReviewedFifteen() {
        assertThat(Exchanges.all()).hasSizeGreaterThan(100);
        assertThat(Exchanges.reviewed())
                .extracting(Exchange::id)
                .containsExactlyInAnyOrder(
                        "binance",
                        "bybit",
                        "okx",
                        "kucoin",
                        "gate",
                        "bitget",
                        "mexc",
                        "kraken",
                        "krakenfutures",
                        "coinbase",
                        "htx",
                        "cryptocom",
                        "bingx",
                        "deribit",
                        "phemex");
        for (Exchange exchange : Exchanges.all()) {
            ConnectorInfo info = connector(exchange.id()).info();
            assertThat(info.venue().value()).isEqualTo(exchange.id());
        }
    }

    @Test
    void claimsOnlyWhatItsTablesSay() {
        ConnectorInfo deribit = connector("deribit").info();
        ConnectorInfo gate = connector("gate").info();
        ConnectorInfo coinbase = connector("coinbase").info();

        assertThat(deribit.can(InstrumentKind.LINEAR, Capability.REFUSES_DUPLICATES)).isFalse();
        assertThat(gate.can(InstrumentKind.SPOT, Capability.MARKET_ORDER)).isFalse();
        assertThat(gate.can(InstrumentKind.SPOT, Capability.STOP_ORDER)).isFalse();
        assertThat(coinbase.can(InstrumentKind.SPOT, Capability.CANCEL_BY_CLIENT_ID)).isFalse();
        assertThat(coinbase.can(InstrumentKind.SPOT, Capability.MARKET_ORDER)).isFalse();
        assertThat(coinbase.can(InstrumentKind.LINEAR, Capability.MARKET_ORDER)).isTrue();
        assertThat(deribit.can(InstrumentKind.SPOT, Capability.BALANCES)).isTrue();
        assertThat(deribit.can(InstrumentKind.LINEAR, Capability.BALANCES)).isFalse();
        assertThat(connector("okx").info().credentials())
                .extracting(ConnectorInfo.CredentialField::name)
                .containsExactly("apiKey", "secret", "password");
    }

    /** Phemex tells no bid and ask of contracts in its ticker. */
    @Test
    void quotesTheOrderBookWhereATickerTellsTradesOnly() {
        host.on("fetchTicker", "{\"last\":100.1,\"baseVolume\":7}")
                .on(
                        "fetchOrderBook",
                        "{\"bids\":[[100.1,2],[100.0,1]],\"asks\":[[100.2,1]],\"timestamp\":5}");
        try (MarketData market =
                connector("binance").marketData(account("binance", Environment.LIVE, Map.of()))) {
            MarketData.Ticker ticker = market.ticker(BTC);

            assertThat(ticker.bid()).isEqualByComparingTo("100.1");
            assertThat(ticker.ask()).isEqualByComparingTo("100.2");
            assertThat(ticker.last()).isEqualByComparingTo("100.1");
            assertThat(ticker.at()).isEqualTo(Instant.ofEpochMilli(5));
        }
    }

    @Test
    void tellsTheLastTradeWhereThereIsNoBook() {
        host.on("fetchTicker", "{\"last\":100.1}")
                .on("fetchOrderBook", _ -> ScriptedHost.threw("NotSupported", HostReply.Sent.NO));
        try (MarketData market =
                connector("binance").marketData(account("binance", Environment.LIVE, Map.of()))) {
            MarketData.Ticker ticker = market.ticker(BTC);

            assertThat(ticker.bid()).isNull();
            assertThat(ticker.last()).isEqualByComparingTo("100.1");
        }
    }

    @Test
    void readsPublicMarketsWithoutKeys() {
        host.on("fetchTicker", "{\"bid\":100.1,\"ask\":100.2,\"last\":0,\"baseVolume\":7}")
                .on(
                        "fetchOrderBook",
                        "{\"bids\":[[100.1,2],[100.0,0]],\"asks\":[[100.2,1]],\"timestamp\":5}")
                .on(
                        "fetchOHLCV",
                        """
                        [[1772366280000,1,3,0.5,2,9],[1772366340000,2,2,2,2,0],
                         [1772366400000,2,4,1,3,1]]\
                        """);
        try (MarketData market =
                connector("binance").marketData(account("binance", Environment.LIVE, Map.of()))) {
            var bars = market.bars(BTC, Timeframe.M1, Instant.ofEpochMilli(1_772_366_280_000L), 10);
            var book = market.orderBook(BTC, 5);

            assertThat(market.instruments()).hasSize(2);
            assertThat(market.ticker(BTC).bid()).isEqualByComparingTo("100.1");
            assertThat(market.ticker(BTC).last()).isNull();
            assertThat(market.ticker(BTC).at()).isEqualTo(NOW);
            assertThat(book.bids())
                    .extracting(MarketData.Level::quantity)
                    .containsExactly(new BigDecimal("2"));
            assertThat(bars).hasSize(2);
            assertThat(bars.getLast().closeTime()).isBeforeOrEqualTo(NOW);
            assertThat(host.opened().getFirst().credentials().isEmpty()).isTrue();
        }
    }

    @Test
    void saysWhatKindOfFailureItWas() {
        host.on(
                "fetchTicker",
                call -> ScriptedHost.threw("RateLimitExceeded", 429, "{\"code\":1}"));
        try (MarketData market =
                connector("binance").marketData(account("binance", Environment.LIVE, Map.of()))) {
            assertThatThrownBy(() -> market.ticker(BTC))
                    .isInstanceOfSatisfying(
                            ConnectorException.class,
                            e ->
                                    assertThat(e.category())
                                            .isEqualTo(ConnectorException.Category.RATE_LIMITED));
        }
    }
}
