package dev.keel.server.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.server.cli.Cli;
import dev.keel.server.cli.Cli.Outcome;
import dev.keel.server.cli.KeelCommand;
import dev.keel.server.platform.VenueSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DataCommandTest {
    private static final String CLEAN =
            """
            timestamp,open,high,low,close,volume
            2024-01-01T00:00:00Z,10,11,9,10.5,5
            2024-01-01T00:01:00Z,10.5,12,10,11,6
            2024-01-01T00:02:00Z,11,11.5,10.5,11,7
            """;

    @TempDir private Path folder;

    private Path data;

    @BeforeEach
    void writeData() throws IOException {
        data = Files.writeString(folder.resolve("m.csv"), CLEAN);
    }

    @Test
    void cachesACleanFileByItsContent() throws IOException {
        Path cache = folder.resolve("cache");

        Outcome outcome = run("import", "--in", data.toString(), "--cache", cache.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("m.csv (", "Rows read", "Cached: " + cache);
        try (Stream<Path> files = Files.list(cache)) {
            assertThat(files).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"m.bars", "m.parquet", "again.csv"})
    void writesWhatCanBeReadAgain(String name) {
        Path out = folder.resolve("out").resolve(name);

        Outcome written = run("import", "--in", data.toString(), "--out", out.toString());
        Outcome shown = run("show", "--in", out.toString(), "--rows", "1");

        assertThat(written.exitCode()).isZero();
        assertThat(written.out()).contains("Written: " + out);
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out())
                .contains(
                        "3 bars of 1m",
                        "2024-01-01T00:00:00Z,10,11,9,10.5,5",
                        "...",
                        "2024-01-01T00:02:00Z,11,11.5,10.5,11,7");
    }

    @Test
    void writesIntoAFolderUnderTheSymbol() {
        run("import", "--in", data.toString(), "--out", folder.toString(), "--symbol", "BTC");

        assertThat(folder.resolve("BTC.bars")).isRegularFile();
    }

    @Test
    void saysWhatItRefusedAndCachesNothing() throws IOException {
        Files.writeString(data, CLEAN + "2024-01-01T00:03:00Z,11,9,10,11,7\n");
        Path cache = folder.resolve("cache");

        Outcome outcome = run("import", "--in", data.toString(), "--cache", cache.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains(
                        "m.csv line 5: field 'high' must not be below low, was '9'",
                        "1 high and low do not enclose open and close",
                        "Nothing was written");
        assertThat(cache).doesNotExist();
    }

    @Test
    void aStrictImportFailsAndWritesNothing() throws IOException {
        Files.writeString(data, CLEAN + "2024-01-01T00:03:00Z,11,9,10,11,7\n");
        Path out = folder.resolve("m.bars");

        Outcome outcome =
                run("import", "--in", data.toString(), "--strict", "--out", out.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("Nothing was written: --strict");
        assertThat(out).doesNotExist();
    }

    @Test
    void reportsAsJson() throws IOException {
        Files.writeString(data, CLEAN + "x,11,9,10,11,7\n");

        Outcome outcome =
                run(
                        "import",
                        "--in",
                        data.toString(),
                        "--report",
                        "json",
                        "--out",
                        folder.resolve("m.bars").toString());

        JsonNode json = new JsonMapper().readTree(outcome.out());
        assertThat(json.get("rowsRead").intValue()).isEqualTo(4);
        assertThat(json.get("rowsKept").intValue()).isEqualTo(3);
        assertThat(json.get("refused").get(0).get("line").intValue()).isEqualTo(5);
        assertThat(json.get("refused").get(0).get("reason").stringValue()).isEqualTo("MALFORMED");
        assertThat(json.get("gaps").get("unexplained").intValue()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "--format=parquet => --format is parquet, but m.csv is not",
                "--format=xls => --format must be csv or parquet, was 'xls'",
                "--calendar=lunar => --calendar must be derived, 24x7 or weekdays, was 'lunar'",
                "--timeframe=soon => must be a timeframe such as 5m, 1h or 1d, was 'soon'",
                "--tick=0 => --tick: price must be above 0, was 0",
                "--report=pdf => --report must be text or json, was 'pdf'",
                "--lines=-1 => --lines must not be negative, was -1",
            })
    void refusesWhatIsTypedWrongly(String argument, String complaint) {
        Outcome outcome = run("import", "--in", data.toString(), argument);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("keel: ").contains(complaint).hasLineCount(1);
    }

    private static Outcome run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("data"));
        all.addAll(List.of(arguments));
        return Cli.execute(
                KeelCommand.commandLine(
                        DataCommand.over(VenueSettings.NONE.source(), Clock.systemUTC())),
                all.toArray(String[]::new));
    }
}
