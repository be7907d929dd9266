package dev.keel.server.cli.signals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import dev.keel.core.signal.Reason;
import dev.keel.server.cli.Cli;
import dev.keel.server.cli.Cli.Outcome;
import dev.keel.server.cli.KeelCommand;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.sim.market.SyntheticMarket;
import dev.keel.sim.market.SyntheticSettings;
import dev.keel.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScanCommandTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir private Path folder;

    @Test
    void ranksEveryFileOnEveryTimeframe() throws IOException {
        Outcome outcome =
                scan(
                        "--data",
                        bars("one", 1),
                        bars("two", 2),
                        "--timeframes",
                        "1m,5m",
                        "--format",
                        "json");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        JsonNode json = JSON.readTree(outcome.out());
        assertThat(json.get("markets").asInt()).isEqualTo(4);
        JsonNode rows = json.get("rows");
        assertThat(rows.size()).isEqualTo(4);
        double before = 1;
        for (JsonNode row : rows) {
            double rank = row.get("rank").asDouble();
            assertThat(rank).isLessThanOrEqualTo(before);
            before = rank;
            assertThat(row.get("reasons").size()).isPositive();
            assertThat(row.get("bars").asInt())
                    .isEqualTo(row.get("timeframe").asString().equals("1m") ? 2_000 : 400);
        }
        assertThat(json.get("errors").size()).isZero();
    }

    @Test
    void namesAFileThatIsBrokenAndRanksTheOthers() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.csv"), "not,a,header\n");

        Outcome outcome =
                scan(
                        "--data",
                        broken.toString(),
                        bars("good", 3),
                        folder.resolve("missing.csv").toString(),
                        "--timeframes",
                        "1m");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("1 of 1 markets").contains("good");
        assertThat(outcome.err().lines().toList())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("keel: "))
                .satisfiesExactly(
                        line -> assertThat(line).contains("broken.csv"),
                        line -> assertThat(line).contains("missing.csv").contains("no such file"));
    }

    @Test
    void passesOverTimeframesThatDoNotFit() throws IOException {
        Outcome none = scan("--data", bars("one", 1), "--timeframes", "90s");

        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err())
                .isEqualToIgnoringNewLines(
                        "keel: one.csv: none of the timeframes is a multiple of its 1m");
    }

    @Test
    void printsTheTableWithReasonsAndExperts() throws IOException {
        Outcome outcome =
                scan("--data", bars("one", 1), "--timeframes", "1m,15m", "--top", "1", "--experts");

        assertThat(outcome.out())
                .contains("1 of 2 markets")
                .contains("p(up)")
                .contains("trend leans")
                .contains("trend: the last bar moved")
                .contains("knowing nothing costs 0.6931")
                .contains("one 15m");
    }

    @Test
    void saysWhatWasTypedWrongly() throws IOException {
        assertThat(scan("--data", bars("one", 1), "--top", "0").err())
                .startsWith("keel: option --top must be at least 1, was 0");
        Outcome frame = scan("--data", bars("two", 1), "--timeframes", "soon");
        assertThat(frame.exitCode()).isEqualTo(2);
        assertThat(frame.err()).contains("timeframe must look like");
    }

    @Test
    void refusesTwoFilesOfOneName() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path twin = Files.copy(Path.of(bars("one", 1)), other.resolve("one.csv"));

        Outcome outcome = scan("--data", bars("one", 1), twin.toString(), "--timeframes", "1m");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("must not be called one as");
        assertThat(outcome.out()).contains("1 of 1 markets");
    }

    @Test
    void scansRealFiles() {
        Path spy = SharedData.require("equity_spy_1d.csv");
        Path eth = SharedData.require("crypto_ethbtc_5m.csv");

        Outcome outcome = scan("--data", spy.toString(), eth.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("equity_spy_1d").contains("crypto_ethbtc_5m");
    }

    private static Outcome scan(String... arguments) {
        List<String> all = new ArrayList<>(List.of("scan"));
        all.addAll(List.of(arguments));
        return Cli.execute(
                KeelCommand.commandLine(new ScanCommand(List.of(trend()))),
                all.toArray(String[]::new));
    }

    private String bars(String name, long seed) throws IOException {
        SyntheticSettings settings =
                SyntheticSettings.of(
                        new BarFormat(Timeframe.M1, 2, 2),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Price.of("100.00"));
        BarSeries bars = SyntheticMarket.series(settings, seed, 2_000);
        StringBuilder text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.bar(i);
            text.append(bar.openTime()).append(',').append(bar.openPrice());
            text.append(',').append(bar.highPrice()).append(',').append(bar.lowPrice());
            text.append(',').append(bar.closePrice()).append(',').append(bar.volumeQuantity());
            text.append('\n');
        }
        return Files.writeString(folder.resolve(name + ".csv"), text).toString();
    }

    /** An expert that follows the last bar. */
    private static ExpertDefinition trend() {
        return new ExpertDefinition("trend", "for tests", 1, (_, _) -> new Trend());
    }

    private static final class Trend implements Expert {
        private double move;

        @Override
        public void onBar(Bar bar) {
            move = bar.closeValue() - bar.openValue();
        }

        @Override
        public boolean isAwake() {
            return true;
        }

        @Override
        public double score() {
            return Math.tanh(move);
        }

        @Override
        public double reliability() {
            return 0.5;
        }

        @Override
        public int warmUpBars() {
            return 1;
        }

        @Override
        public List<Reason> evidence() {
            return List.of(Reason.of("the last bar moved", new Reason.Figure("by", move)));
        }
    }
}
