package dev.keel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.testkit.SharedData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FusionBenchTest {
    @Test
    void measuresTheFusionBesideReadingTheSameBars() {
        Path file = SharedData.require("crypto_ethusd_coinbase_1d.csv");

        JsonNode result =
                run("fusion", "--data", file.toString(), "--rounds", "1", "--format", "json");

        assertThat(result.get("name").asString()).isEqualTo("fusion");
        assertThat(result.get("ours").asDouble()).isPositive();
        assertThat(result.get("limit").asDouble()).isPositive();
        assertThat(result.get("scenarios").get(0).get("name").asString()).isEqualTo("3,582 bars");
        assertThat(result.get("scenarios").get(0).get("note").asString())
                .contains("outcomes learned");
    }

    @Test
    void scansTheSameMarketsTwiceWithTheSameRanking() {
        JsonNode result =
                run(
                        "scanner",
                        "--symbols",
                        "3",
                        "--bars",
                        "150",
                        "--rounds",
                        "2",
                        "--format",
                        "json");

        assertThat(result.get("name").asString()).isEqualTo("scanner");
        assertThat(result.get("scenarios").get(0).get("note").asString())
                .startsWith("the same ranking every round, first is SYM");
    }

    @Test
    void namesTheOptionThatIsWrong() {
        StringWriter errors = new StringWriter();
        CommandLine command = Main.commandLine().setErr(new PrintWriter(errors));

        assertThat(command.execute("scanner", "--symbols", "0")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("keel bench: option --symbols");
    }

    private static JsonNode run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out));

        assertThat(command.execute(arguments)).isZero();

        return JsonMapper.builder().build().readTree(out.toString());
    }
}
