package dev.keel.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.KillLevel;
import dev.keel.core.account.SwitchScope;
import dev.keel.server.BarFiles;
import dev.keel.server.RunningKeel;
import dev.keel.server.RunningKeel.Answer;
import dev.keel.server.TestDatabases;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Reconciliation, kill switches of every scope, shared limits, alarms, and why. */
class RiskIT {
    private static final String SWITCHES = "/api/v1/risk/kill-switches";
    private static final String BUY =
            "{\"symbol\":\"TEST\",\"action\":\"BUY\",\"quantity\":1,\"stop_loss\":90}";
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
    void reconcilesWithoutDifferences() {
        keel.execute(BUY);

        Answer answer = keel.post("/api/v1/trading/reconcile", "");

        assertThat(answer.body().path("success").asBoolean()).isTrue();
        assertThat(answer.body().path("discrepancies_found").asInt()).isZero();
        assertThat(answer.body().path("trading_enabled").asBoolean()).isTrue();
        JsonNode status = keel.get("/api/v1/trading/status").body();
        assertThat(status.path("last_reconciliation").isNull()).isFalse();
        assertThat(status.path("consecutive_failures").asInt()).isZero();
        JsonNode report = keel.get("/api/v1/trading/reconciliation/report?hours=2").body();
        assertThat(report.at("/report/unresolved").asInt()).isZero();
        assertThat(report.at("/report/entries").isEmpty()).isTrue();
        assertThat(report.at("/report/runs/0/account").asString()).isEqualTo("paper");
        assertThat(report.at("/report/runs/0/whole").asBoolean()).isTrue();
    }

    @Test
    void reconcilesByItself() {
        RunningKeel.await(
                "there was a reconciliation",
                () ->
                        !keel.get("/api/v1/trading/status")
                                .body()
                                .path("last_reconciliation")
                                .isNull());

        JsonNode health = keel.get("/api/v1/trading/health").body();
        assertThat(health.path("reconciliation_running").asBoolean()).isTrue();
    }

    @Test
    void rearmsOnlyWithTheTokenOfThisSwitch() {
        stop("platform", null, "no_new", "storm");
        assertThat(keel.execute(BUY).text("message")).contains("KILL_SWITCH", "storm");

        Answer first = rearm("platform", "");
        assertThat(first.status()).isEqualTo(428);
        assertThat(first.contentType()).startsWith("application/problem+json");
        assertThat(first.text("text")).contains("storm");
        assertThat(rearm("platform", "&confirmation=00").status()).isEqualTo(409);
        String token = first.text("confirmation");
        assertThat(rearm("platform", "&confirmation=" + token).status()).isEqualTo(200);

        assertThat(rearm("platform", "&confirmation=" + token).status()).isEqualTo(404);
        assertThat(keel.execute(BUY).text("status")).isEqualTo("filled");
        assertThat(keel.get("/api/v1/risk/audit").body().path("entries").valueStream())
                .extracting(entry -> entry.path("action").asString())
                .startsWith("armed", "stopped");
    }

    @Test
    void refusesATokenOnceTheSwitchHasChanged() {
        stop("platform", null, "no_new", "storm");
        String token = rearm("platform", "").text("confirmation");
        stop("platform", null, "reduce_only", "worse");

        Answer refused = rearm("platform", "&confirmation=" + token);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("detail")).contains("the switch has changed since");
        assertThat(keel.get(SWITCHES).body().at("/switches/0/level").asString())
                .isEqualTo("reduce_only");
    }

    @Test
    void neverThrowsASwitchLessFar() {
        stop("account", "paper", "cancel_all", "storm");
        stop("account", "paper", "no_new", "calm");

        JsonNode thrown = keel.get(SWITCHES).body();

        assertThat(thrown.path("count").asInt()).isEqualTo(1);
        assertThat(thrown.at("/switches/0/level").asString()).isEqualTo("cancel_all");
        assertThat(thrown.at("/switches/0/who").asString()).isEqualTo("kill-switches");
    }

    @ParameterizedTest
    @CsvSource({
        "platform,",
        "user, owner",
        "account, paper",
        "strategy, sma-cross",
        "symbol, TEST"
    })
    void keepsSwitchesOfEveryScopeThroughARestart(String scope, @Nullable String target) {
        stop(scope, target, "no_new", "storm");
        keel.close();
        keel = playing();

        JsonNode thrown = keel.get(SWITCHES).body();

        assertThat(thrown.path("count").asInt()).isEqualTo(1);
        assertThat(thrown.at("/switches/0/scope").asString()).isEqualTo(scope);
        assertThat(thrown.at("/switches/0/reason").asString()).isEqualTo("storm");
    }

    @ParameterizedTest
    @CsvSource({"platform,", "user, owner", "account, paper", "symbol, TEST"})
    void cancelsEntriesAtOnce(String scope, @Nullable String target) {
        String entry = keel.execute(LIMIT).text("ledger_id");

        stop(scope, target, "reduce_only", "storm");

        RunningKeel.await("the entry is cancelled", () -> statusOf(entry).equals("cancelled"));
    }

    @Test
    void enableNeedsAConfirmationAfterAnAutomaticStop() {
        keel.platform()
                .account()
                .ask(
                        new AccountCommand.Halt(
                                SwitchScope.OfAccount.INSTANCE,
                                KillLevel.NO_NEW,
                                "3 reconciliations in a row failed",
                                "keel"));

        Answer first = keel.post("/api/v1/trading/enable", "");
        assertThat(first.status()).isEqualTo(428);
        assertThat(keel.execute(BUY).text("message")).contains("KILL_SWITCH");
        Answer second =
                keel.post("/api/v1/trading/enable?confirmation=" + first.text("confirmation"), "");

        assertThat(second.text("message")).isEqualTo("Trading enabled");
        assertThat(keel.execute(BUY).text("status")).isEqualTo("filled");
    }

    @Test
    void keepsKeelsOwnNamesToItself() {
        Answer answer =
                keel.post(
                        "/api/v1/system/trading/control",
                        "{\"enabled\":false,\"reason\":\"x\",\"updated_by\":\"keel\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("detail")).startsWith("updated_by must not be");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'scope':'moon','level':'no_new','reason':'x'}                    | 422 | scope must be",
                "{'scope':'account','level':'no_new','reason':'x'}                 | 422 | target is required",
                "{'scope':'account','target':'a','level':'no_new','reason':'x'}    | 422 | target is no account",
                "{'scope':'symbol','target':'A','level':'no_new','reason':'x'}     | 422 | target is no symbol",
                "{'scope':'platform','target':'a','level':'no_new','reason':'x'}   | 422 | target must be absent",
                "{'scope':'platform','level':'stop','reason':'x'}                  | 422 | level must be one of",
                "{'scope':'platform','level':'no_new','reason':' '}                | 400 | reason is required"
            })
    void namesTheFieldThatIsWrong(String json, int status, String message) {
        Answer answer = keel.post(SWITCHES, json.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("detail")).startsWith(message);
        assertThat(keel.get(SWITCHES).body().path("count").asInt()).isZero();
    }

    @Test
    void tellsWhyAnOrderWasPlaced() {
        String order = keel.execute(BUY).text("ledger_id");

        JsonNode why = keel.get("/api/v1/why?order=" + order).body();

        assertThat(why.at("/order/ledger/status").asString()).isEqualTo("filled");
        assertThat(why.at("/order/asked").asString()).startsWith("by api");
        assertThat(why.at("/risk/checks").isEmpty()).isFalse();
        assertThat(why.path("fills").size()).isEqualTo(1);
        assertThat(why.path("postings").isEmpty()).isFalse();
        String trade = why.at("/fills/0/trade_id").asString();
        assertThat(keel.get("/api/v1/why?order=" + order + "&trade=" + trade).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 422, order or signal must be given",
        "?order=x, 422, order must be the id",
        "?signal=x, 422, signal must be the id",
        "?order=7, 404, order is not known",
        "?order=7&signal=x, 422, order or signal must be given"
    })
    void namesWhatIsWrongWithTheQuestionWhy(String query, int status, String detail) {
        Answer answer = keel.get("/api/v1/why" + query);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.text("detail")).startsWith(detail);
    }

    @Test
    void limitsWhatAccountsHaveAtStakeTogether() {
        Answer set =
                keel.put(
                        "/api/v1/risk/limits",
                        "{\"scope\":\"platform\",\"currency\":\"USD\",\"limit\":50}");

        assertThat(set.body().at("/limits/0/limit").asInt()).isEqualTo(50);
        assertThat(keel.execute(BUY).text("message")).contains("PLATFORM_LIMIT");
        keel.put("/api/v1/risk/limits", "{\"scope\":\"platform\",\"currency\":\"USD\"}");
        assertThat(keel.execute(BUY).text("status")).isEqualTo("filled");
        assertThat(keel.get("/api/v1/risk/audit").body().path("entries").valueStream())
                .extracting(entry -> entry.path("action") + " " + entry.path("who"))
                .startsWith("\"limit_cleared\" \"api\"", "\"limit_set\" \"api\"");
    }

    @Test
    void showsNoAlarmsAndNoOrdersOfOthersOnPaper() {
        assertThat(keel.get("/api/v1/alarms").body().path("count").asInt()).isZero();
        assertThat(keel.get("/api/v1/trading/external-orders").body().path("count").asInt())
                .isZero();
    }

    private Answer stop(String scope, @Nullable String target, String level, String reason) {
        String named = target == null ? "" : "\"target\":\"" + target + "\",";
        Answer answer =
                keel.post(
                        SWITCHES,
                        "{\"scope\":\"%s\",%s\"level\":\"%s\",\"reason\":\"%s\"}"
                                .formatted(scope, named, level, reason));
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    private Answer rearm(String scope, String more) {
        return keel.delete(SWITCHES + "?scope=" + scope + more);
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

    private String statusOf(String order) {
        return keel.get("/api/v1/trading/ledger")
                .body()
                .path("trades")
                .valueStream()
                .filter(row -> row.path("ledger_id").asString().equals(order))
                .map(row -> row.path("status").asString())
                .findFirst()
                .orElse("missing");
    }
}
