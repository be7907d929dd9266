package dev.keel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReconcileBenchTest {
    @Test
    void findsTheDifferencesThatTheBareLoopFinds() {
        JsonNode result = run("--positions", "950", "--rounds", "1");

        JsonNode scenario = result.get("scenarios").get(0);
        assertThat(result.get("name").asString()).isEqualTo("reconcile");
        assertThat(scenario.get("name").asString()).isEqualTo("1000 positions");
        // One position in 33, over 10 accounts of 100.
        assertThat(scenario.get("differences").asInt()).isBetween(25, 35);
        assertThat(scenario.get("secondsFor100000").asDouble()).isPositive();
        assertThat(result.get("ratio").asDouble())
                .isEqualTo(result.get("ours").asDouble() / result.get("limit").asDouble());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--positions", "--rounds"})
    void namesTheOptionThatIsWrong(String option) {
        StringWriter errors = new StringWriter();
        CommandLine command = Main.commandLine().setErr(new PrintWriter(errors));

        assertThat(command.execute("reconcile", option, "0")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("keel bench: option " + option).hasLineCount(1);
    }

    private static JsonNode run(String... options) {
        StringWriter out = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out));
        String[] all = new String[options.length + 3];
        all[0] = "reconcile";
        all[1] = "--format";
        all[2] = "json";
        System.arraycopy(options, 0, all, 3, options.length);

        assertThat(command.execute(all)).isZero();

        return JsonMapper.builder().build().readTree(out.toString());
    }
}
