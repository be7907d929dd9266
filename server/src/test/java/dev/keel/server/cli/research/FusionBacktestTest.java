package dev.keel.server.cli.research;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.strategy.StrategyCatalog;
import dev.keel.server.cli.Cli;
import dev.keel.server.cli.Cli.Outcome;
import dev.keel.server.cli.KeelCommand;
import dev.keel.signals.engine.Experts;
import dev.keel.signals.fusion.FusionStrategy;
import dev.keel.testkit.SharedData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole engine on real bars, as a newcomer would type it. */
class FusionBacktestTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void givesTheSameTwice() {
        Outcome first = backtest("--format", "json");

        assertThat(first.exitCode()).isZero();
        assertThat(JSON.readTree(first.out()).get("trades").size()).isPositive();
        assertThat(backtest("--format", "json")).isEqualTo(first);
    }

    /** Bars that come later change no trade that was closed before. */
    @Test
    void tradesTheSameWhateverComesLater() {
        JsonNode whole = JSON.readTree(backtest("--format", "json").out()).get("trades");
        JsonNode half =
                JSON.readTree(backtest("--format", "json", "--to", "2010-01-01").out())
                        .get("trades");

        assertThat(half.size()).isPositive();
        for (int i = 0; i < half.size() - 1; i++) {
            assertThat(half.get(i)).isEqualTo(whole.get(i));
        }
    }

    @Test
    void listsItsParametersInTheHelp() {
        assertThat(keel("backtest", "--help").out())
                .contains("fusion")
                .contains("gannWeight: prior weight of the expert gann")
                .contains("adaptation");
    }

    private static Outcome backtest(String... more) {
        Path data = SharedData.require("equity_spy_1d.csv");
        List<String> all =
                new ArrayList<>(
                        List.of("backtest", "--data", data.toString(), "--strategy", "fusion"));
        all.addAll(List.of(more));
        return keel(all.toArray(String[]::new));
    }

    private static Outcome keel(String... arguments) {
        StrategyCatalog catalog =
                new StrategyCatalog(List.of(FusionStrategy.definition(Experts.ruleBased())));
        return Cli.execute(KeelCommand.commandLine(BacktestCommand.over(catalog)), arguments);
    }
}
