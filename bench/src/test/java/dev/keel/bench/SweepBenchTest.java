package dev.keel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.testkit.SharedData;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SweepBenchTest {
    /** The bench refuses to print where screening, pipeline and loop differ. */
    @Test
    void agreesWithTheHandWrittenLoopAndThePipeline() {
        StringWriter out = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out));
        String file = SharedData.require("crypto_btcperp_1m.csv.gz").toString();

        int exitCode =
                command.execute("sweep", "--data", file, "--rounds", "1", "--format", "json");

        assertThat(exitCode).isZero();
        JsonNode result = JsonMapper.builder().build().readTree(out.toString());
        assertThat(result.get("scenarios").size()).isEqualTo(2);
        assertThat(result.get("ratio").asDouble())
                .isEqualTo(result.get("ours").asDouble() / result.get("limit").asDouble());
        assertThat(result.get("scenarios").get(0).get("note").asString())
                .contains("the best 20 agree with the whole pipeline");
    }
}
