package dev.keel.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.server.BarFiles;
import dev.keel.server.RunningKeel;
import dev.keel.server.RunningKeel.Answer;
import dev.keel.server.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The switch above all accounts: what it stops, what it leaves, and that it outlives a restart. */
class KillSwitchIT {
    private static final String BUY =
            "{\"symbol\":\"TEST\",\"action\":\"BUY\",\"quantity\":1,\"stop_loss\":90}";
    private static final String SELL = "{\"symbol\":\"TEST\",\"action\":\"SELL\",\"quantity\":1}";
    private static final String LIMIT =
            "{\"symbol\":\"TEST\",\"action\":\"BUY\",\"quantity\":2,\"order_type\":\"LIMIT\","
                    + "\"entry_price\":80}";

    @TempDir private Path folder;

    private String database;
    private RunningKeel keel;

    @BeforeEach
    void start() {
        database = TestDatabases.create();
        keel = playing();
    }

    @AfterEach
    void stop() {
        keel.close();
    }

    @Test
    void refusesNewRiskOnceDisabled() {
        Answer said = keel.post("/api/v1/trading/disable?reason=holiday", "");

        Answer refused = keel.execute(BUY);

        assertThat(said.text("message")).isEqualTo("Trading disabled: holiday");
        assertThat(refused.body().path("success").asBoolean()).isFalse();
        assertThat(refused.text("message")).contains("KILL_SWITCH", "holiday");
        assertThat(keel.get("/api/v1/trading/status").text("stop_reason")).isEqualTo("holiday");
    }

    @Test
    void takesExitsWhileDisabled() {
        keel.execute(BUY);
        keel.post("/api/v1/trading/trading/disable", "");

        Answer sold = keel.execute(SELL);

        assertThat(sold.text("status")).isEqualTo("filled");
        assertThat(keel.get("/api/v1/trading/positions").body().path("count").asInt()).isZero();
    }

    @Test
    void tradesAgainOnceEnabled() {
        keel.post("/api/v1/trading/disable", "");
        keel.post("/api/v1/trading/trading/enable", "");

        assertThat(keel.execute(BUY).text("status")).isEqualTo("filled");
    }

    @Test
    void emergencyStopCancelsEntriesAndKeepsProtection() {
        keel.execute(BUY);
        String entry = keel.execute(LIMIT).text("ledger_id");

        Answer said = keel.post("/api/v1/system/emergency-stop?reason=smoke", "");

        assertThat(said.text("message")).endsWith("working entries being cancelled: 1");
        RunningKeel.await("the entry is cancelled", () -> statusOf(entry).equals("cancelled"));
        assertThat(ledger().path("trades").valueStream())
                .filteredOn(row -> row.path("origin").asString().equals("protection"))
                .extracting(row -> row.path("status").asString())
                .containsExactly("working");
        assertThat(system().at("/account/halted").asBoolean()).isTrue();
        assertThat(system().at("/control/stop_reason").asString()).isEqualTo("smoke");
    }

    @Test
    void emergencyStopOutlivesARestart() {
        keel.post("/api/v1/system/emergency-stop?reason=smoke", "");
        keel.close();
        keel = playing();

        Answer refused = keel.execute(BUY);

        assertThat(refused.text("message")).contains("KILL_SWITCH");
        assertThat(system().at("/trading/enabled").asBoolean()).isFalse();
        assertThat(system().at("/account/halt_reason").asString()).isEqualTo("smoke");
    }

    @Test
    void enablingReleasesAnEmergencyStop() {
        keel.post("/api/v1/system/emergency-stop", "");
        keel.post("/api/v1/trading/enable", "");

        assertThat(keel.execute(BUY).text("status")).isEqualTo("filled");
        assertThat(system().at("/account/halted").asBoolean()).isFalse();
    }

    @Test
    void controlTurnsTheSwitchAndNamesWhoDid() {
        Answer off =
                keel.post(
                        "/api/v1/system/trading/control",
                        "{\"enabled\":false,\"reason\":\"audit\",\"updated_by\":\"ann\"}");

        assertThat(off.body().path("trading_enabled").asBoolean()).isFalse();
        assertThat(off.text("reason")).isEqualTo("audit");
        assertThat(off.text("updated_by")).isEqualTo("ann");
        JsonNode status = keel.get("/api/v1/system/trading/status").body();
        assertThat(status.path("trading_enabled").asBoolean()).isFalse();
        assertThat(status.path("trading_reason").asString()).isEqualTo("audit");
        assertThat(status.path("db_connected").asBoolean()).isTrue();
    }

    @Test
    void controlWantsAReasonToStop() {
        Answer answer = keel.post("/api/v1/system/trading/control", "{\"enabled\":false}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("detail")).isEqualTo("reason is required to stop trading");
        assertThat(system().at("/trading/enabled").asBoolean()).isTrue();
    }

    private RunningKeel playing() {
        RunningKeel started =
                RunningKeel.playing(
                        database, BarFiles.minutes(folder, 100, 101), RunningKeel.STANDING);
        RunningKeel.await(
                "there is a price",
                () -> !started.get("/api/v1/system/status").body().at("/feed/last_price").isNull());
        return started;
    }

    private JsonNode system() {
        return keel.get("/api/v1/system/status").body();
    }

    private JsonNode ledger() {
        return keel.get("/api/v1/trading/ledger").body();
    }

    private String statusOf(String order) {
        return ledger().path("trades")
                .valueStream()
                .filter(row -> row.path("ledger_id").asString().equals(order))
                .map(row -> row.path("status").asString())
                .findFirst()
                .orElse("missing");
    }
}
