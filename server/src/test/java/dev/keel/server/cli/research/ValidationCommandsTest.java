package dev.keel.server.cli.research;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.server.cli.Cli;
import dev.keel.server.cli.Cli.Outcome;
import dev.keel.server.cli.KeelCommand;
import dev.keel.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ValidationCommandsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    @TempDir private Path folder;

    private Path data;

    /** A random walk of 600 hours. */
    @BeforeEach
    void writeData() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        int open = 10_000;
        for (int i = 0; i < 600; i++) {
            int close = open + random.nextInt(-60, 61);
            text.append(START.plus(i, ChronoUnit.HOURS)).append(',').append(open).append(',');
            text.append(Math.max(open, close) + 5).append(',');
            text.append(Math.min(open, close) - 5).append(',');
            text.append(close).append(",100\n");
            open = close;
        }
        data = Files.writeString(folder.resolve("walk.csv"), text);
    }

    /** Every strategy that is shipped, held to what the others are held to. */
    @ParameterizedTest
    @ValueSource(strings = {"sma-cross", "buy-and-hold", "ehlers-trend"})
    void shippedStrategiesDoNotPeek(String strategy) {
        Outcome outcome = run(strategy, "lookahead", "--format", "json", "--bars", "500");

        JsonNode json = JSON.readTree(outcome.out());
        assertThat(outcome.err()).isEmpty();
        assertThat(json.get("leaks")).isEmpty();
        assertThat(json.get("strategy").stringValue()).isEqualTo(strategy);
        assertThat(json.get("bars").intValue()).isEqualTo(500);
    }

    @Test
    void saysHowLongAStrategyWarmsUp() {
        Outcome outcome = run("sma-cross", "warmup");
        JsonNode json = JSON.readTree(run("sma-cross", "warmup", "--format", "json").out());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("PASSED: started later").contains("bar 250");
        assertThat(json.get("barsNeeded").intValue()).isBetween(1, 31);
        assertThat(json.get("starts")).hasSize(6);
    }

    @Test
    void walksForward() {
        Outcome text = run("sma-cross", "walkforward", "--grid", "fast=5,10", "--folds", "3");
        JsonNode json =
                JSON.readTree(
                        run(
                                        "sma-cross",
                                        "walkforward",
                                        "--grid=fast=5,10",
                                        "--folds=3",
                                        "--format=json")
                                .out());

        assertThat(text.exitCode()).isZero();
        assertThat(text.out())
                .contains("2 configurations")
                .contains("out of sample: return")
                .contains("Deflated by all 2 configurations");
        assertThat(json.get("folds")).hasSize(3);
        assertThat(json.get("trials").intValue()).isEqualTo(2);
        assertThat(json.get("folds").get(0).get("chosen").get("fast").stringValue())
                .isIn("5", "10");
    }

    @Test
    void drawsOtherOutcomes() {
        Outcome one = run("sma-cross", "montecarlo", "--paths", "50", "--markets", "10");
        Outcome same = run("sma-cross", "montecarlo", "--paths", "50", "--markets", "10");
        Outcome other =
                run("sma-cross", "montecarlo", "--paths=50", "--markets=0", "--format=json");

        assertThat(one.exitCode()).isZero();
        assertThat(one.out())
                .contains("drawn anew: 50 paths")
                .contains("in another order")
                .contains("blocks of 100 of its bars: 10 paths")
                .isEqualTo(same.out());
        JsonNode json = JSON.readTree(other.out());
        assertThat(json.get("resampledTrades").get("totalReturn").propertyNames())
                .containsExactly("p5", "p25", "p50", "p75", "p95");
        assertThat(json.has("syntheticBars")).isFalse();
    }

    @Test
    void doesNotPromoteARandomWalk() {
        Outcome outcome = run("sma-cross", "promote");
        Outcome again = run("sma-cross", "promote", "--format", "json");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("NOT PROMOTED")
                .contains("9 configurations tried on this market so far, in 9 runs")
                .contains("FAILED   Enough trades");
        JsonNode json = JSON.readTree(again.out());
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(json.get("promoted").booleanValue()).isFalse();
        assertThat(json.get("trials").get("configurations").intValue()).isEqualTo(9);
        assertThat(json.get("trials").get("runs").intValue()).isEqualTo(18);
        assertThat(json.get("gates")).hasSize(14);
    }

    /** Three days of the market that the project measures itself on. */
    @Test
    void saysThatCrossingAveragesLoseMoney() {
        Path minutes = SharedData.require("crypto_btcperp_1m.csv.gz");

        Outcome outcome =
                keel(
                        "promote",
                        "--data",
                        minutes.toString(),
                        "--strategy=sma-cross",
                        "--from=2022-01-10",
                        "--to=2022-01-13",
                        "--data-dir",
                        book());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("passed   Does not see the future")
                .contains("FAILED   Earns at doubled costs")
                .contains("NOT PROMOTED\nIt lost ")
                .containsPattern("As it stands it is a way to\\s+lose money");
    }

    @Test
    void countsBacktests() {
        run("sma-cross", "backtest");
        run("sma-cross", "backtest");
        run("sma-cross", "backtest", "--param", "fast=11");
        run("buy-and-hold", "backtest");

        Outcome table = keel("trials", "--data-dir", book());
        JsonNode json = JSON.readTree(keel("trials", "--data-dir", book(), "--format=json").out());

        assertThat(table.out()).containsPattern("walk +sma-cross +2 +3 ");
        assertThat(table.out()).containsPattern("walk +buy-and-hold +1 +1 ");
        assertThat(json.get("trials")).hasSize(4);
        assertThat(json.get("unreadableLines").intValue()).isZero();
    }

    @Test
    void saysThatNothingWasTriedYet() {
        assertThat(keel("trials", "--data-dir", book()).out()).contains("None yet");
    }

    /** A result that is not counted would make all later ones look better than they are. */
    @Test
    void thereIsNoWayNotToBeCounted() {
        assertThat(run("sma-cross", "promote", "--no-record").exitCode()).isEqualTo(2);
        assertThat(run("sma-cross", "backtest", "--no-record").exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "walkforward|--folds=1|--folds must be at least 2, was 1",
                "walkforward|--train=1.5|--train must be above 0 and below 1, was 1.5",
                "walkforward|--grid=quick=1,2|--grid: grid names 'quick', which sma-cross",
                "walkforward|--grid=fast|--grid: axis must look like fast=5..24:1",
                "walkforward|--window=sliding|must be rolling or anchored, was 'sliding'",
                "walkforward|--objective=luck|must be one of [totalReturn,",
                "promote|--grid=fast=5,6|grid must hold the configuration",
                "lookahead|--bars=3|mostBars must be at least 10, was 3",
                "warmup|--bars=3|bars must be at least 20, were 3",
                "montecarlo|--paths=1|paths must be at least 10, was 1"
            })
    void saysWhatWasTypedWrongly(String command, String option, String message) {
        Outcome outcome = run("sma-cross", command, option);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("keel: ").contains(message).hasLineCount(1);
        assertThat(outcome.out()).isEmpty();
    }

    private Outcome run(String strategy, String command, String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of(command, "--data", data.toString(), "--strategy", strategy));
        if (!command.equals("lookahead") && !command.equals("warmup")) {
            arguments.addAll(List.of("--data-dir", book()));
        }
        arguments.addAll(List.of(more));
        return keel(arguments.toArray(String[]::new));
    }

    private static Outcome keel(String... arguments) {
        return Cli.execute(
                KeelCommand.commandLine(
                        BacktestCommand.over(Cli.CATALOG),
                        WalkForwardCommand.over(Cli.CATALOG),
                        MonteCarloCommand.over(Cli.CATALOG),
                        LookAheadCommand.over(Cli.CATALOG),
                        WarmUpCommand.over(Cli.CATALOG),
                        PromoteCommand.over(Cli.CATALOG),
                        new TrialsCommand()),
                arguments);
    }

    private String book() {
        return folder.resolve("data").toString();
    }
}
