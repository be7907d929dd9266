package dev.keel.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.strategy.SmaCross;
import dev.keel.server.RunningKeel;
import dev.keel.server.RunningKeel.Answer;
import dev.keel.server.TestDatabases;
import dev.keel.server.platform.FeedSettings;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a platform without a market serves: its pages, its description, its health. */
class PagesIT {
    private static RunningKeel keel;

    @BeforeAll
    static void start() {
        keel =
                RunningKeel.start(
                        RunningKeel.settings(
                                TestDatabases.create(),
                                FeedSettings.None.INSTANCE,
                                SmaCross.DEFINITION));
    }

    @AfterAll
    static void stop() {
        keel.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/keel.js", "/keel.css", "/keel.svg", "/swagger-ui/index.html"})
    void needsNothingFromElsewhere(String path) {
        Answer page = keel.get(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.http().body().replace("http://www.w3.org/", ""))
                .doesNotContain("http://", "https://", "//cdn");
        assertThat(page.http().headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self'");
    }

    @Test
    void leadsToTheSwaggerPage() {
        Answer redirect = keel.get("/swagger-ui");

        assertThat(redirect.status()).isEqualTo(302);
        assertThat(redirect.http().headers().firstValue("Location").orElse(""))
                .endsWith("/swagger-ui/index.html");
    }

    @Test
    void describesEveryRoute() {
        JsonNode paths = keel.get("/v3/api-docs").body().path("paths");

        assertThat(paths.propertyNames())
                .contains(
                        "/health",
                        "/api/v1/trading/execute",
                        "/api/v1/trading/status",
                        "/api/v1/trading/positions",
                        "/api/v1/trading/ledger",
                        "/api/v1/trading/orders/{order}",
                        "/api/v1/trading/enable",
                        "/api/v1/trading/disable",
                        "/api/v1/system/status",
                        "/api/v1/system/emergency-stop",
                        "/api/trading/orchestrator/status",
                        "/api/trading/orchestrator/start",
                        "/api/trading/orchestrator/sessions",
                        "/api/settings/execution-gate/mode",
                        "/api/v1/signals/confirm");
    }

    @Test
    void describesTheFieldsByTheNamesThatAreSent() {
        JsonNode request = keel.get("/v3/api-docs").body().at("/components/schemas/TradeRequest");

        assertThat(request.path("properties").propertyNames())
                .contains("symbol", "order_type", "entry_price", "stop_loss", "trade_uuid");
        assertThat(request.path("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("symbol", "action", "quantity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/api/health", "/api/v1/trading/health"})
    void isHealthyWhenEveryPartWorks(String path) {
        Answer health = keel.get(path);

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.text("status")).isEqualTo("healthy");
        assertThat(health.body().at("/components/database/status").asString()).isEqualTo("ok");
        assertThat(health.body().at("/components/runner/status").asString()).isEqualTo("ok");
        assertThat(health.body().at("/components/feed/status").asString()).isEqualTo("none");
    }

    @Test
    void saysThatNoMarketIsConnected() {
        JsonNode feed = keel.get("/api/v1/system/status").body().path("feed");

        assertThat(feed.path("kind").asString()).isEqualTo("none");
        assertThat(feed.path("detail").asString()).startsWith("no market is connected");
        assertThat(feed.path("last_price").isNull()).isTrue();
        assertThat(feed.path("position").isNull()).isTrue();
        assertThat(keel.post("/api/trading/orchestrator/start", "{}").text("error"))
                .startsWith("no market is connected: start Keel with --replay");
    }

    @Test
    void refusesChangesFromPagesOfOtherOrigins() {
        List<String[]> foreign =
                List.of(
                        new String[] {"Origin", "http://evil.example"},
                        new String[] {"Origin", "null"},
                        new String[] {"Sec-Fetch-Site", "cross-site"},
                        new String[] {"Sec-Fetch-Site", "same-site"});

        assertThat(foreign)
                .allSatisfy(headers -> {
                    Answer answer = keel.post("/api/v1/trading/disable", "", headers);
                    assertThat(answer.status()).isEqualTo(403);
                    assertThat(answer.contentType()).startsWith("application/problem+json");
                });
        assertThat(keel.get("/api/v1/trading/status").body().path("trading_enabled").asBoolean())
                .isTrue();
    }

    @Test
    void takesChangesFromItsOwnPage() {
        String own = "http://127.0.0.1:" + keel.port();

        Answer answer =
                keel.post(
                        "/api/v1/trading/enable",
                        "",
                        "Origin",
                        own,
                        "Sec-Fetch-Site",
                        "same-origin");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.http().headers().map()).doesNotContainKey("access-control-allow-origin");
    }
}
