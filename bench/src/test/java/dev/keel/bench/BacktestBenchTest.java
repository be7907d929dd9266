package dev.keel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import dev.keel.sim.market.SyntheticMarket;
import dev.keel.sim.market.SyntheticSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BacktestBenchTest {
    @TempDir private Path folder;

    @Test
    void agreesWithTheHandWrittenLoopAndSaysSo() throws IOException {
        JsonNode result = run("--format", "json");

        assertThat(result.get("name").asString()).isEqualTo("backtest");
        assertThat(result.get("ratio").asDouble())
                .isEqualTo(result.get("ours").asDouble() / result.get("limit").asDouble());
        assertThat(result.get("compared").asString()).contains("double[]");
        assertThat(result.get("machine").get("cores").asInt()).isPositive();
        assertThat(result.get("scenarios").get(0).get("note").asString())
                .startsWith("both: ")
                .doesNotStartWith("both: 0 fills");
    }

    @Test
    void namesTheOptionThatIsWrong() {
        StringWriter errors = new StringWriter();
        CommandLine command = Main.commandLine().setErr(new PrintWriter(errors));

        assertThat(command.execute("backtest", "--rounds", "0")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("keel bench: option --rounds").hasLineCount(1);
    }

    private JsonNode run(String... options) throws IOException {
        StringWriter out = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out));
        String[] fixed = {
            "backtest", "--data", file().toString(), "--bars", "5000", "--rounds", "1"
        };
        String[] all = new String[fixed.length + options.length];
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        System.arraycopy(options, 0, all, fixed.length, options.length);

        assertThat(command.execute(all)).isZero();

        return JsonMapper.builder().build().readTree(out.toString());
    }

    private Path file() throws IOException {
        BarFormat format = new BarFormat(Timeframe.M1, 2, 2);
        SyntheticSettings settings =
                SyntheticSettings.of(
                        format, Instant.parse("2026-01-01T00:00:00Z"), Price.of("100.00"));
        BarSeries bars = SyntheticMarket.series(settings, 7, 2_000);
        StringBuilder text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.bar(i);
            text.append(bar.openTime()).append(',').append(bar.openPrice());
            text.append(',').append(bar.highPrice()).append(',').append(bar.lowPrice());
            text.append(',').append(bar.closePrice()).append(',').append(bar.volumeQuantity());
            text.append('\n');
        }
        return Files.writeString(folder.resolve("bars.csv"), text);
    }
}
