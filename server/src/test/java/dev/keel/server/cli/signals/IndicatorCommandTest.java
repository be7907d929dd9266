package dev.keel.server.cli.signals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.server.cli.Cli;
import dev.keel.server.cli.Cli.Outcome;
import dev.keel.server.cli.KeelCommand;
import dev.keel.signals.classic.ClassicIndicators;
import dev.keel.signals.classic.library.LibraryIndicators;
import dev.keel.signals.ehlers.EhlersIndicators;
import dev.keel.signals.indicator.IndicatorCatalog;
import dev.keel.signals.indicator.IndicatorDefinition;
import dev.keel.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorCommandTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final IndicatorCatalog CATALOG =
            new IndicatorCatalog(
                    Stream.of(
                                    EhlersIndicators.all(),
                                    ClassicIndicators.all(),
                                    LibraryIndicators.all())
                            .flatMap(List::stream)
                            .toList());

    @TempDir private Path folder;

    private Path data;

    /** Six days whose closes go 10, 11, 12, 11, 10, 9, with highs 1 above and lows 2 below. */
    @BeforeEach
    void writeData() throws IOException {
        int[] closes = {10, 11, 12, 11, 10, 9};
        StringBuilder text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (int i = 0; i < closes.length; i++) {
            text.append(START.plus(i, ChronoUnit.DAYS)).append(',').append(closes[i]).append(',');
            text.append(closes[i] + 1).append(',').append(closes[i] - 2).append(',');
            text.append(closes[i]).append(",100\n");
        }
        data = Files.writeString(folder.resolve("six-days.csv"), text);
    }

    @Test
    void printsTimestampValuesAndWhetherItHasWarmedUp() {
        Outcome outcome = run("--name=sma", "--param=period=3", "--format=csv");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines())
                .containsExactly(
                        "timestamp,value,ready",
                        "2024-01-01T00:00:00Z,10.0,false",
                        "2024-01-02T00:00:00Z,10.5,false",
                        "2024-01-03T00:00:00Z,11.0,true",
                        "2024-01-04T00:00:00Z,11.333333333333334,true",
                        "2024-01-05T00:00:00Z,11.0,true",
                        "2024-01-06T00:00:00Z,10.0,true");
    }

    @Test
    void takesTheInputItIsTold() {
        assertThat(run("--name=sma", "--param=period=1", "--input=hl2").out())
                .contains("2024-01-01T00:00:00Z,9.5,true");
        assertThat(run("--name=sma", "--param=period=1", "--input=high").out())
                .contains("2024-01-01T00:00:00Z,11.0,true");
    }

    @Test
    void cutsTheBarsHalfOpen() {
        Outcome outcome =
                run("--name=sma", "--param=period=1", "--from=2024-01-03", "--to=2024-01-05");

        assertThat(outcome.out().lines())
                .containsExactly(
                        "timestamp,value,ready",
                        "2024-01-03T00:00:00Z,12.0,true",
                        "2024-01-04T00:00:00Z,11.0,true");
    }

    @Test
    void namesAllOutputs() {
        assertThat(run("--name=donchian").out()).startsWith("timestamp,upper,middle,lower,ready\n");
        assertThat(run("--name=mama").out()).startsWith("timestamp,mama,fama,ready\n");
    }

    @Test
    void printsATableForPeople() {
        Outcome outcome = run("--name=sma", "--param=period=2", "--format=table");

        assertThat(outcome.out()).contains("timestamp", "value  ready", "11.500000  true");
    }

    @Test
    void writesToAFile() {
        Path file = folder.resolve("values.csv");

        Outcome outcome = run("--name=sma", "--out=" + file);

        assertThat(outcome.out()).isEmpty();
        assertThat(file).content().startsWith("timestamp,value,ready\n").hasLineCount(7);
    }

    @Test
    void namesTheOptionWhereTheFileCannotBeWritten() {
        Outcome outcome = run("--name=sma", "--out=" + folder);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("keel: --out " + folder).hasLineCount(1);
    }

    @Test
    void listsEveryIndicatorWithItsParameters() {
        Outcome list = keel("indicator", "--list");
        Outcome help = keel("indicator", "--help");

        assertThat(list.exitCode()).isZero();
        for (IndicatorDefinition definition : CATALOG.all()) {
            assertThat(list.out().lines()).contains("    " + definition.name());
            assertThat(help.out().lines()).contains("    " + definition.name());
        }
        assertThat(list.out())
                .contains("period: in bars (whole number from 1 to 10000, default 20)");
        assertThat(help.out().lines().map(String::length)).allMatch(width -> width <= 80);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "--name=get-rich => --name: indicator 'get-rich' is unknown, known are [",
                "--name=sma --param=period=0 => --param: parameter 'period' must be a whole number",
                "--name=sma --param=length=3 => --param: parameter 'length' is unknown",
                "--name=sma --param=period => --param must be NAME=VALUE, was 'period'",
                "--name=sma --param=period=3 --param=period=4 => --param gives 'period' twice",
                "--name=roofing --param=smootherPeriod=60 => --param: smootherPeriod must be within",
                "--name=sma --input=median => --input: input must be one of [open, high",
                "--name=atr --input=close => --input cannot be chosen for atr, which takes whole",
                "--name=sma --format=xml => --format: must be csv or table, was 'xml'",
                "--name=sma --from=yesterday => '--from': must be a day such as 2024-01-31",
                "--name=sma --from=2024-01-05 --to=2024-01-05 => --from must be before --to",
                "--name=sma --from=2025-01-01 => --from and --to leave no bar",
                "--format=csv => --name is missing",
            })
    void refusesWhatIsTypedWrongly(String arguments, String complaint) {
        Outcome outcome = run(arguments.split(" ", -1));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("keel: ").contains(complaint).hasLineCount(1);
    }

    @Test
    void needsData() {
        Outcome outcome = keel("indicator", "--name=sma");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--data is missing");
    }

    @Test
    void runsEveryIndicatorOverRealBars() {
        Path file = SharedData.require("crypto_ethusd_coinbase_1d.csv");

        for (IndicatorDefinition definition : CATALOG.all()) {
            Outcome outcome = keel("indicator", "--data=" + file, "--name=" + definition.name());
            assertThat(outcome.exitCode()).as(definition.name()).isZero();
            assertThat(outcome.out())
                    .as(definition.name())
                    .hasLineCount(3_583)
                    .doesNotContain("NaN", "Infinity");
        }
    }

    private Outcome run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("indicator", "--data", data.toString()));
        arguments.addAll(List.of(more));
        return keel(arguments.toArray(String[]::new));
    }

    private static Outcome keel(String... arguments) {
        return Cli.execute(KeelCommand.commandLine(IndicatorCommand.over(CATALOG)), arguments);
    }
}
