package dev.keel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.server.cli.Cli.Outcome;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulateCommandTest {
    @Test
    void printsATableForPeople() {
        Outcome outcome = simulate("--seeds", "3");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("3 worlds, ")
                .contains("LOST_RESPONSE", "AFTER_APPEND_INTENT", "Violations: 0", "Hash: ");
    }

    @Test
    void printsOneObjectForPrograms() {
        Outcome outcome = simulate("--seeds", "3", "--from", "5", "--format", "json");

        JsonNode json = JsonMapper.shared().readTree(outcome.out());
        assertThat(outcome.exitCode()).isZero();
        assertThat(json.propertyNames())
                .containsExactly(
                        "seeds",
                        "orders",
                        "faults",
                        "crashes",
                        "coverage",
                        "checks",
                        "violations",
                        "ordersPerSecond",
                        "hash",
                        "stories");
        assertThat(json.get("seeds").asInt()).isEqualTo(3);
        assertThat(json.get("violations").asInt()).isZero();
        assertThat(json.get("orders").asInt()).isPositive();
    }

    @Test
    void namesTheOptionThatIsWrong() {
        assertThat(simulate("--seeds", "0").err())
                .isEqualToIgnoringNewLines(
                        "keel: --seeds must be at least 1, was 0; see keel simulate --help");
        assertThat(simulate("--seeds", "1", "--profile", "wild").err())
                .contains(
                        "must be one of [default, network, crashes, storage, market, quiet, ccxt,"
                                + " fix, mt],"
                                + " was 'wild'");
        assertThat(simulate().exitCode()).isEqualTo(2);
    }

    private static Outcome simulate(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "simulate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Cli.execute(KeelCommand.commandLine(new SimulateCommand()), all);
    }
}
