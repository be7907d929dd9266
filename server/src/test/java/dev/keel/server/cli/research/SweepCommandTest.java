package dev.keel.server.cli.research;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.server.cli.Cli;
import dev.keel.server.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SweepCommandTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir private Path folder;

    private Path data;

    /** 200 hours that swing around 100. */
    @BeforeEach
    void writeData() throws IOException {
        StringBuilder text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        long open = 10_000;
        for (int i = 0; i < 200; i++) {
            long close = Math.round(10_000 + 500 * Math.sin(i / 6.0) + 200 * Math.sin(i / 1.7));
            text.append(
                    String.format(
                            Locale.ROOT,
                            "2024-01-%02dT%02d:00:00Z,%.2f,%.2f,%.2f,%.2f,1%n",
                            1 + i / 24,
                            i % 24,
                            open / 100.0,
                            Math.max(open, close) / 100.0,
                            Math.min(open, close) / 100.0,
                            close / 100.0));
            open = close;
        }
        data = Files.writeString(folder.resolve("swings.csv"), text.toString());
    }

    @Test
    void listsTheBestAndDrawsTheMap() {
        Outcome outcome = sweep("--grid", "fast=2..4", "--grid", "slow=5..8");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("Of 12 combinations")
                .contains("which agrees")
                .containsPattern("   1 +[234] +[5678] ")
                .contains("fast downwards, slow");
    }

    @Test
    void goesOnFromWhatIsKeptUnlessToldOtherwise() {
        sweep("--grid", "fast=2..4");

        Outcome again = sweep("--grid", "fast=2..4");
        Outcome fresh = sweep("--grid", "fast=2..4", "--fresh");

        assertThat(again.out()).contains("3 of them were known from an earlier run");
        assertThat(fresh.out()).doesNotContain("known from an earlier run");
    }

    @Test
    void printsOneJsonObject() {
        JsonNode json =
                JSON.readTree(sweep("--grid", "fast=2..6", "--format", "json", "--top", "2").out());

        assertThat(json.get("tried").intValue()).isEqualTo(5);
        assertThat(json.get("best").size()).isEqualTo(2);
        assertThat(json.get("confirmations").size()).isEqualTo(5);
        assertThat(json.get("agrees").booleanValue()).isTrue();
    }

    @Test
    void printsAllTrialsAsCsv() {
        List<String> lines = sweep("--grid", "fast=2..6", "--format", "csv").out().lines().toList();

        assertThat(lines.getFirst()).isEqualTo("rank,fast,sharpe,finalEquity,fills,method");
        assertThat(lines).hasSize(6);
    }

    @Test
    void writesAPageThatNeedsNothingElse() throws IOException {
        Path out = folder.resolve("out");

        Outcome outcome =
                sweep("--grid", "fast=2..4", "--grid", "slow=5..8", "--out", out.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(Files.readString(out.resolve("sweep.html")))
                .contains("class=\"heat\"")
                .contains("prefers-color-scheme")
                .doesNotContain("<script")
                .doesNotContain("http://")
                .doesNotContain("https://");
        assertThat(Files.readAllLines(out.resolve("sweep.csv"))).hasSize(13);
    }

    @Test
    void triesOnlyAsManyAsWanted() {
        assertThat(sweep("--grid", "fast=2..20", "--random", "4").out())
                .contains("Of 4 combinations");
        assertThat(sweep("--grid", "fast=2..20", "--evolve", "7").out())
                .contains("Of 7 combinations");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--grid fast=4..2 | must rise",
                "--grid speed=1..2 | --grid: parameter 'speed' is unknown",
                "--grid fast=1..99999 | --grid: parameter 'fast'",
                "--grid fast=1..3 --objective luck | must be one of",
                "--grid fast=1..3 --random 0 | --random must be at least 1",
                "--grid fast=1..3 --random 2 --evolve 2 | cannot both",
                "--grid fast=1..3 --threads 0 | --threads must be at least 1",
                "--grid fast=1..3 --top 0 | --top must be at least 1",
                "--grid fast=1..3 --confirm -1 | confirmed must not be negative"
            })
    void saysWhatIsWrong(String options, String message) {
        Outcome outcome = sweep(options.split(" ", -1));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("keel: ").contains(message);
    }

    private Outcome sweep(String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("sweep", "--data", data.toString(), "--strategy", "sma-cross"));
        arguments.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        arguments.addAll(Arrays.asList(more));
        return Cli.keel(arguments.toArray(String[]::new));
    }
}
