package dev.keel.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.strategy.SmaCross;
import dev.keel.server.BarFiles;
import dev.keel.server.RunningKeel;
import dev.keel.server.RunningKeel.Answer;
import dev.keel.server.TestDatabases;
import dev.keel.server.platform.FeedSettings;
import dev.keel.sim.market.ReplaySpeed;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The orchestrator's routes, with an hour of bars at a thousandth of a second and less each. */
class OrchestratorIT {
    private static final String ROUTE = "/api/trading/orchestrator/";

    @TempDir private Path folder;

    private String database;
    private RunningKeel keel;

    @BeforeEach
    void start() {
        database = TestDatabases.create();
        Path file = BarFiles.minutes(folder, BarFiles.waves(3_000));
        keel =
                RunningKeel.start(
                        RunningKeel.settings(
                                database,
                                RunningKeel.replay(file, new ReplaySpeed(20_000)),
                                SmaCross.DEFINITION));
    }

    @AfterEach
    void stop() {
        keel.close();
    }

    @Test
    void waitsUntilItIsStarted() {
        assertThat(status().path("state").asString()).isEqualTo("stopped");
        assertThat(status().path("session").isNull()).isTrue();
        assertThat(status().at("/components/data_feed").asBoolean()).isFalse();
    }

    @Test
    void startsASession() {
        Answer answer =
                keel.post(ROUTE + "start", "{\"symbols\":[\"TEST\"],\"timeframes\":[\"2m\"]}");

        assertThat(answer.body().path("success").asBoolean()).isTrue();
        JsonNode status = answer.body().path("status");
        assertThat(status.path("state").asString()).isIn("starting", "running");
        assertThat(status.path("timeframes").toString()).isEqualTo("[\"2m\"]");
        assertThat(status.path("scan_interval").isNull()).isTrue();
        assertThat(status.at("/session/id").asString()).hasSize(36);
        assertThat(status.path("mode").asString()).isEqualTo("paper_trading");
    }

    @Test
    void holdsTheMarketWhilePaused() {
        keel.post(ROUTE + "start", "{}");
        RunningKeel.await("the market moves", () -> position() > 10);

        keel.post(ROUTE + "pause", "");
        JsonNode paused = status();
        keel.post(ROUTE + "resume", "");

        assertThat(paused.path("state").asString()).isEqualTo("paused");
        assertThat(paused.at("/feed/state").asString()).isEqualTo("held");
        int held = paused.at("/feed/position").asInt();
        RunningKeel.await("the market moves again", () -> position() > held + 10);
    }

    @Test
    void goesOnWhereItWasStopped() {
        keel.post(ROUTE + "start", "{}");
        RunningKeel.await("the market moves", () -> position() > 10);

        keel.post(ROUTE + "stop", "");
        int stopped = position();
        keel.post("/api/trading/start", "{}");

        assertThat(status().at("/feed/position").asInt()).isGreaterThanOrEqualTo(stopped);
        keel.awaitEnd();
        assertThat(keel.get(ROUTE + "sessions").body().path("sessions").size()).isEqualTo(2);
    }

    @Test
    void recordsSessionsWithTheirFigures() {
        keel.post(ROUTE + "start", "{}");
        keel.awaitEnd();
        RunningKeel.await("the session is over", () -> !session().path("ended_at").isNull());

        assertThat(session().path("total_signals").asInt()).isPositive();
        assertThat(session().path("total_trades").asInt())
                .as("every order was filled whole")
                .isEqualTo(
                        keel.get("/api/v1/trading/ledger?status=filled")
                                .body()
                                .at("/pagination/total")
                                .asInt())
                .isPositive();
        assertThat(session().path("total_pnl").asDecimal())
                .as("all that was won and lost is of this session")
                .isEqualByComparingTo(system("realized_pnl").subtract(system("fees")));
        assertThat(session().path("win_rate").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void keepsSessionsOverARestart() {
        keel.post(ROUTE + "start", "{}");
        keel.awaitEnd();
        keel.close();
        keel =
                RunningKeel.start(
                        RunningKeel.settings(
                                database, FeedSettings.None.INSTANCE, SmaCross.DEFINITION));

        assertThat(session().path("ended_at").isNull()).isFalse();
        assertThat(session().path("total_trades").asInt()).isPositive();
    }

    @Test
    void scansNoMoreWhatWasRemoved() {
        keel.delete(ROUTE + "symbols/TEST");
        keel.post(ROUTE + "start", "{}");
        keel.awaitEnd();

        assertThat(status().path("symbols").isEmpty()).isTrue();
        assertThat(keel.get("/api/v1/signals").body().path("count").asInt()).isZero();
    }

    @Test
    void scansAgainWhatWasAdded() {
        keel.delete(ROUTE + "symbols/TEST");
        Answer answer = keel.post(ROUTE + "symbols", "{\"symbol\":\"TEST\"}");
        keel.post(ROUTE + "start", "{}");
        keel.awaitEnd();

        assertThat(answer.text("message")).isEqualTo("Symbol TEST added");
        assertThat(keel.get("/api/v1/signals").body().path("count").asInt()).isPositive();
    }

    @Test
    void saysWhatCannotBeDone() {
        assertThat(keel.post(ROUTE + "pause", "").text("error"))
                .isEqualTo("the orchestrator must be running to pause, is stopped");
        assertThat(keel.post(ROUTE + "resume", "").status()).isEqualTo(409);
        assertThat(keel.post(ROUTE + "symbols", "{\"symbol\":\"BTC/USD\"}").text("error"))
                .isEqualTo("symbol BTC/USD is not offered by the market, which has TEST");
        assertThat(keel.delete(ROUTE + "symbols/BTC/USD").text("error"))
                .isEqualTo("symbol BTC/USD is not scanned");
        assertThat(keel.post(ROUTE + "start", "{\"timeframes\":[\"90s\"]}").text("error"))
                .isEqualTo("timeframe must be a multiple of the market's 1m, was 90s");
        assertThat(keel.post(ROUTE + "start", "{\"timeframes\":[\"soon\"]}").text("error"))
                .startsWith("timeframes must look like");
        assertThat(keel.post(ROUTE + "symbols", "{}").text("error"))
                .isEqualTo("symbol is required");
        assertThat(status().path("state").asString()).isEqualTo("stopped");
    }

    @Test
    void servesTheShortForm() {
        Answer started = keel.post("/api/trading/start", "{\"symbols\":[\"TEST\"]}");
        assertThat(started.text("status")).isEqualTo("started");
        assertThat(keel.post("/api/trading/pause", "").text("status")).isEqualTo("paused");
        assertThat(keel.post("/api/trading/resume", "").text("status")).isEqualTo("running");

        JsonNode status = keel.get("/api/trading/status").body();

        assertThat(status.path("running").asBoolean()).isTrue();
        assertThat(status.path("symbols").toString()).isEqualTo("[\"TEST\"]");
        assertThat(status.at("/daily_stats/max_drawdown").isNull()).isTrue();
        assertThat(keel.post("/api/trading/stop", "").text("status")).isEqualTo("stopped");
    }

    private JsonNode status() {
        return keel.get(ROUTE + "status").body().path("status");
    }

    private int position() {
        return status().at("/feed/position").asInt();
    }

    private JsonNode session() {
        return keel.get(ROUTE + "sessions").body().path("sessions").get(0);
    }

    private java.math.BigDecimal system(String field) {
        return keel.get("/api/v1/system/status").body().path("account").path(field).asDecimal();
    }
}
