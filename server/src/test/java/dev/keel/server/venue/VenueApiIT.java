package dev.keel.server.venue;

import static dev.keel.server.RunningKeel.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.ledger.database.DatabaseAddress;
import dev.keel.server.RunningKeel;
import dev.keel.server.RunningKeel.Answer;
import dev.keel.server.TestDatabases;
import dev.keel.server.platform.FeedSettings;
import dev.keel.server.platform.ListingSettings;
import dev.keel.server.platform.PlatformSettings;
import dev.keel.server.platform.StrategySettings;
import dev.keel.server.platform.VenueSettings;
import dev.keel.sim.backtest.StrategyChoice;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes under {@code /api/settings} and {@code /api/market} that are about venues. */
class VenueApiIT {
    private static final String KEYS =
            "\"api_key\": \"%s\", \"api_secret\": \"%s\""
                    .formatted(TestConnector.KEY, TestConnector.SECRET);
    private static final String TEST_KEYS =
            "\"apiKey\": \"%s\", \"apiSecret\": \"%s\""
                    .formatted(TestConnector.KEY, TestConnector.SECRET);

    @TempDir private Path data;

    private final String database = TestDatabases.create();
    private final TestMarket market = new TestMarket();
    private final TestConnector connector =
            new TestConnector(market, new TestBroker(market, "1000"));
    private final List<String> said = new ArrayList<>();
    private RunningKeel keel;

    @BeforeEach
    void start() {
        keel =
                RunningKeel.start(
                        new PlatformSettings(
                                data,
                                Optional.of(database),
                                PlatformSettings.CAPITAL,
                                FeedSettings.None.INSTANCE,
                                ListingSettings.DEFAULT,
                                new StrategySettings(
                                        new StrategyChoice(
                                                dev.keel.core.strategy.SmaCross.DEFINITION,
                                                Map.of()),
                                        List.of()),
                                Duration.ofSeconds(1)),
                        new VenueSettings(
                                connector.source(),
                                (_, _, _) -> Optional.of("nobody certified it"),
                                Optional.empty(),
                                Set.of()));
    }

    @AfterEach
    void stop() {
        keel.close();
    }

    @Test
    void listsExchangesAndBrokers() {
        Answer all = get("/api/settings/exchanges");

        assertThat(all.body().path("success").asBoolean()).isTrue();
        assertThat(all.body().path("count").asInt()).isEqualTo(1);
        assertThat(all.body().at("/exchanges/0").toString())
                .isEqualTo(
                        "{\"id\":\"testex\",\"name\":\"Test Exchange\",\"icon\":\"T\",\"type\":\"spot\","
                                + "\"hasPassphrase\":false,\"defaultEndpoint\":null}");
        assertThat(get("/api/settings/exchanges?mode=futures").body().path("count").asInt())
                .isZero();
        assertThat(get("/api/settings/exchanges?mode=x").body().path("error").asString())
                .contains("mode");
        assertThat(get("/api/settings/brokers").body().path("count").asInt()).isZero();
    }

    @Test
    void addsShowsAndDeletesAnAccount() {
        Answer created =
                post(
                        "/api/settings/accounts",
                        "{\"name\": \"My Account\", \"exchange\": \"testex\", " + KEYS + "}");

        assertThat(created.body().toString())
                .isEqualTo(
                        "{\"success\":true,\"account_id\":\"my-account\",\"message\":\"Account"
                                + " created successfully\"}");
        await(
                "it runs and was held against the venue",
                () -> !get("/api/settings/accounts").body().at("/accounts/0/last_sync").isNull());
        var row = get("/api/settings/accounts").body().at("/accounts/0");
        assertThat(row.propertyNames())
                .containsExactly(
                        "id",
                        "name",
                        "exchange",
                        "account_type",
                        "broker_type",
                        "enabled",
                        "is_live",
                        "balance",
                        "equity",
                        "currency",
                        "max_leverage",
                        "last_sync",
                        "environment",
                        "status",
                        "problem",
                        "mode");
        assertThat(row.path("status").asString()).isEqualTo("running");
        assertThat(row.path("balance").decimalValue()).isEqualByComparingTo("1000");
        assertThat(row.path("is_live").asBoolean()).isFalse();
        Answer deleted = delete("/api/settings/accounts/my-account");
        assertThat(deleted.body().path("message").asString()).isEqualTo("Account deleted");
        Answer again = delete("/api/settings/accounts/my-account");
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.body().path("error").asString()).isEqualTo("Account not found");
    }

    @Test
    void namesTheFieldThatIsWrong() {
        assertThat(add("\"exchange\": \"nowhere\"").body().path("error").asString())
                .contains("exchange", "testex");
        assertThat(add("\"exchange\": \"testex\"").body().path("error").asString())
                .contains("apiKey");
        assertThat(
                        add("\"exchange\": \"testex\", \"is_live\": true, \"testnet\": true, "
                                        + KEYS)
                                .body()
                                .path("error")
                                .asString())
                .contains("testnet");
        assertThat(add("\"exchange\": \"testex\", \"max_leverage\": 0, " + KEYS).status())
                .isEqualTo(422);
        assertThat(add("\"exchange\": \"testex\", \"api_key\": 5").status()).isEqualTo(400);
        assertThat(get("/api/settings/accounts").body().path("count").asInt()).isZero();
    }

    @Test
    void keepsNoAccountWhoseKeyMayWithdraw() {
        Answer refused =
                add(
                        "\"exchange\": \"testex\", "
                                + KEYS.replace(TestConnector.KEY, TestConnector.WITHDRAWS));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("error").asString()).contains("withdraw");
        assertThat(get("/api/settings/accounts").body().path("count").asInt()).isZero();
    }

    @Test
    void reallyTriesAConnectionAndKeepsNothing() throws IOException {
        Answer good = test("\"exchange\": \"testex\", " + TEST_KEYS);
        Answer bad = test("\"exchange\": \"testex\", " + TEST_KEYS.replace("9f3c", "9f3d"));
        connector.reachable(false);
        Answer away = test("\"exchange\": \"testex\", " + TEST_KEYS);

        assertThat(good.body().path("connected").asBoolean()).isTrue();
        assertThat(good.body().path("clock_offset_ms").asInt()).isEqualTo(12);
        assertThat(bad.status()).isEqualTo(200);
        assertThat(bad.body().path("connected").asBoolean()).isFalse();
        assertThat(bad.body().path("message").asString()).contains("is bad").doesNotContain("9f3d");
        assertThat(away.body().path("message").asString()).contains("cannot be reached");
        assertThat(data.resolve("venues/accounts.json")).doesNotExist();
        assertThat(data.resolve("venues/vault.json")).doesNotExist();
    }

    @Test
    void givesPricesOfWhatIsConnected() {
        assertThat(get("/api/market/tick/BTC-USDT").body().toString())
                .isEqualTo(
                        "{\"success\":true,\"tick\":null,\"message\":\"No tick data available\"}");
        Answer connected = post("/api/market/connector/exchange", "{\"exchange\": \"testex\"}");
        assertThat(connected.body().toString())
                .isEqualTo(
                        "{\"success\":true,\"connected\":true,\"message\":\"Connected to Test"
                                + " Exchange\",\"exchange\":\"testex\",\"mode\":\"spot\"}");

        var tick = get("/api/market/tick/BTC%2FUSDT").body().path("tick");
        assertThat(tick.path("bid").decimalValue()).isEqualByComparingTo("99");
        assertThat(tick.path("spread").decimalValue()).isEqualByComparingTo("2");
        assertThat(tick.path("source").asString()).isEqualTo("testex");
        assertThat(get("/api/market/price/BTCUSDT").body().path("price").decimalValue())
                .isEqualByComparingTo("100");
        assertThat(get("/api/market/orderbook/BTC-USDT").body().path("orderbook").toString())
                .isEqualTo("{\"bids\":[[99,2]],\"asks\":[[101,3]]}");
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(120);
        market.past(TestMarket.BTC, TestMarket.bar(minute, 100));
        var bars = get("/api/market/ohlcv/BTC-USDT?timeframe=1m&limit=5").body();
        assertThat(bars.path("count").asInt()).isEqualTo(1);
        assertThat(bars.at("/data/0/close").decimalValue()).isEqualByComparingTo("100");
        assertThat(get("/api/market/ohlcv/NONE?timeframe=1m").body().path("count").asInt())
                .isZero();
        assertThat(get("/api/market/ohlcv/BTC-USDT?limit=0").status()).isEqualTo(422);
    }

    @Test
    void streamsWhatWasSubscribedTo() {
        assertThat(post("/api/market/subscribe", "{\"symbols\": []}").status()).isEqualTo(400);
        assertThat(post("/api/market/stream/start", "{}").status()).isEqualTo(409);
        post("/api/market/connector/exchange", "{\"exchange\": \"testex\"}");
        post("/api/market/subscribe", "{\"symbols\": [\"BTC/USDT\"]}");

        assertThat(post("/api/market/stream/start", "{}").body().path("streaming").asBoolean())
                .isTrue();

        var status = get("/api/market/stream/status").body();
        assertThat(status.path("running").asBoolean()).isTrue();
        assertThat(status.path("active_streams").asInt()).isEqualTo(1);
        assertThat(status.path("subscribed_symbols").toString()).isEqualTo("[\"BTC/USDT\"]");
        assertThat(get("/api/market/sources").body().at("/sources/crypto_exchange").asBoolean())
                .isTrue();
        post("/api/market/stream/stop", "{}");
        assertThat(get("/api/market/stream/status").body().path("running").asBoolean()).isFalse();
        assertThat(post("/api/market/sources/primary", "{\"source\": \"fix\"}").text("primary"))
                .isEqualTo("fix");
        assertThat(post("/api/market/sources/primary", "{\"source\": \"x\"}").status())
                .isEqualTo(422);
    }

    @Test
    void aPlantedSecretAppearsNowhere() throws IOException, SQLException {
        StringBuilder log = new StringBuilder();
        PrintStream before = System.err;
        System.setErr(new PrintStream(new Tee(before, log), true, StandardCharsets.UTF_8));
        try {
            add("\"name\": \"kept\", \"exchange\": \"testex\", " + KEYS);
            add(
                    "\"exchange\": \"testex\", \"api_secret\": {\"x\": \""
                            + TestConnector.SECRET
                            + "\"}");
            add("\"exchange\": \"testex\", \"api_secret\": \"" + TestConnector.SECRET + "\" oops");
            test("\"exchange\": \"testex\", " + TEST_KEYS.replace(TestConnector.KEY, "nobody"));
            post("/api/market/connector/exchange", "{\"exchange\": \"testex\", " + KEYS + "}");
            await(
                    "it runs",
                    () ->
                            !get("/api/settings/accounts")
                                    .body()
                                    .at("/accounts/0/last_sync")
                                    .isNull());
            get("/api/health");
        } finally {
            System.setErr(before);
        }

        assertThat(said).hasSizeGreaterThan(5).noneMatch(VenueApiIT::leaks);
        assertThat(leaks(log.toString())).as("the log").isFalse();
        assertThat(leaks(dump())).as("the database").isFalse();
        assertThat(leaks(files())).as("the files").isFalse();
    }

    private static boolean leaks(String text) {
        return text.contains(TestConnector.SECRET) || text.contains(TestConnector.KEY);
    }

    /** Every row of every table, as text. */
    private String dump() throws SQLException {
        DatabaseAddress address = DatabaseAddress.parse(database);
        StringBuilder all = new StringBuilder();
        try (Connection connection =
                        DriverManager.getConnection(
                                address.jdbcUrl(), address.user(), address.password());
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery(
                            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname ="
                                    + " 'public'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet rows =
                        statement.executeQuery("SELECT t::text FROM " + table + " t")) {
                    while (rows.next()) {
                        all.append(rows.getString(1)).append('\n');
                    }
                }
            }
        }
        return all.toString();
    }

    private String files() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private Answer add(String fields) {
        return post("/api/settings/accounts", "{" + fields + "}");
    }

    private Answer test(String fields) {
        return post("/api/settings/connection/test", "{" + fields + "}");
    }

    private Answer get(String path) {
        return heard(keel.get(path));
    }

    private Answer post(String path, String json) {
        return heard(keel.post(path, json));
    }

    private Answer delete(String path) {
        return heard(keel.delete(path));
    }

    private Answer heard(Answer answer) {
        said.add(answer.http().body());
        return answer;
    }

    /** Goes on writing to where it went before, and remembers. */
    private static final class Tee extends OutputStream {
        private final OutputStream before;
        private final StringBuilder seen;

        Tee(OutputStream before, StringBuilder seen) {
            this.before = before;
            this.seen = seen;
        }

        @Override
        public void write(int b) throws IOException {
            before.write(b);
            synchronized (seen) {
                seen.append((char) b);
            }
        }
    }
}
