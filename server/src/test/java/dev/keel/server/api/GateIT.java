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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The execution gate, with a strategy that says long at the first of ten bars. */
class GateIT {
    private static final String MODE = "/api/settings/execution-gate/mode";

    @TempDir private Path folder;

    private RunningKeel keel;

    @BeforeEach
    void start() {
        Path file = BarFiles.minutes(folder, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100);
        keel = RunningKeel.start(RunningKeel.buyAndHold(TestDatabases.create(), file));
    }

    @AfterEach
    void stop() {
        keel.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper_trading", "ai_full_auto"})
    void executesSignalsByItself(String mode) {
        play(mode);

        JsonNode signal = onlySignal();

        assertThat(signal.path("status").asString()).isEqualTo("executed");
        assertThat(signal.path("order_id").asString()).isNotEmpty();
        assertThat(signal.path("decline_reason").isNull()).isTrue();
        assertThat(gate().path("total_executions").asInt()).isEqualTo(1);
    }

    @Test
    void declinesSignalsWhilePeopleTradeByHand() {
        play("manual");

        assertThat(onlySignal().path("status").asString()).isEqualTo("declined");
        assertThat(onlySignal().path("decline_reason").asString()).isEqualTo("MANUAL_MODE");
        assertThat(onlySignal().path("reasons").get(0).asString())
                .isEqualTo("first bar of the market");
    }

    @Test
    void tellsWhyASignalWasDeclined() {
        play("manual");

        JsonNode why =
                keel.get("/api/v1/why?signal=" + onlySignal().path("signal_id").asString()).body();

        assertThat(why.at("/signal/status").asString()).isEqualTo("declined");
        assertThat(why.at("/gate/mode").asString()).isEqualTo("manual");
        assertThat(why.at("/gate/reason").asString()).isEqualTo("MANUAL_MODE");
        assertThat(why.path("order").isNull()).isTrue();
        assertThat(why.path("fills").isEmpty()).isTrue();
    }

    @Test
    void holdsASignalUntilAPersonConfirmsIt() {
        play("ai_assisted");
        assertThat(onlySignal().path("status").asString()).isEqualTo("held");
        assertThat(gate().path("pending_requests").asInt()).isEqualTo(1);

        Answer answer = decide("confirm");

        assertThat(answer.text("status")).isEqualTo("executed");
        assertThat(onlySignal().path("order_id").asString()).isEqualTo(answer.text("order_id"));
        RunningKeel.await(
                "the order is filled",
                () -> keel.get("/api/v1/trading/positions").body().path("count").asInt() == 1);
    }

    @Test
    void dismissesASignalThatAPersonDoesNotWant() {
        play("ai_assisted");

        Answer answer = decide("dismiss");

        assertThat(answer.body().path("success").asBoolean()).isTrue();
        assertThat(onlySignal().path("decline_reason").asString()).isEqualTo("DISMISSED");
    }

    @Test
    void letsASignalExpireThatNobodyConfirms() {
        keel.post(MODE, "{\"mode\":\"ai_assisted\",\"confirmation_window_seconds\":120}");
        keel.platform().play();
        keel.awaitEnd();

        assertThat(onlySignal().path("decline_reason").asString()).isEqualTo("NOT_CONFIRMED");
        assertThat(onlySignal().path("detail").asString())
                .as("two minutes after the second bar opened")
                .isEqualTo("waited until 2024-01-01T00:03:00Z");
        assertThat(decide("confirm").status()).isEqualTo(409);
    }

    @Test
    void refusesADecisionOnASignalThatDoesNotWait() {
        play("paper_trading");

        Answer answer = decide("confirm");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("detail")).contains("does not wait for confirmation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"signal_id\":\"nonsense\"}", "{\"signal_id\":\"a@b@c@d\"}"})
    void refusesWhatIsNoSignal(String body) {
        Answer answer = keel.post("/api/v1/signals/confirm", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("detail")).startsWith("signal_id must be the id of a signal");
    }

    @Test
    void refusesAModeThatItDoesNotKnow() {
        Answer answer = keel.post(MODE, "{\"mode\":\"turbo\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("success").asBoolean()).isFalse();
        assertThat(answer.text("error"))
                .isEqualTo("mode must be one of manual, ai_assisted, ai_full_auto, paper_trading");
        assertThat(gate().path("trading_mode").asString()).isEqualTo("paper_trading");
    }

    private void play(String mode) {
        Answer answer = keel.post(MODE, "{\"mode\":\"%s\"}".formatted(mode));
        assertThat(answer.text("mode")).isEqualTo(mode);
        keel.platform().play();
        keel.awaitEnd();
    }

    private Answer decide(String verb) {
        return keel.post(
                "/api/v1/signals/" + verb,
                "{\"signal_id\":\"%s\"}".formatted(onlySignal().path("signal_id").asString()));
    }

    private JsonNode onlySignal() {
        JsonNode answer = keel.get("/api/v1/signals").body();
        assertThat(answer.path("count").asInt()).isEqualTo(1);
        return answer.path("signals").get(0);
    }

    private JsonNode gate() {
        return keel.get("/api/settings/execution-gate/status").body().path("status");
    }
}
