package dev.keel.server.cli.signals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.server.cli.Cli;
import dev.keel.server.cli.Cli.Outcome;
import dev.keel.server.cli.KeelCommand;
import dev.keel.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AstroCommandTest {
    @Test
    void printsPositions() {
        Outcome outcome = astro("positions", "--at", "2024-04-08T18:18:00Z");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines()).hasSize(11);
        assertThat(outcome.out())
                .containsPattern("Sun +19\\.3984[56] .* 19\\.3984[56] Aries ")
                .containsPattern("Mercury +24\\.7968[67] .* Aries R ");
    }

    @Test
    void printsEventsInOrder() {
        Outcome outcome =
                astro("events", "--from", "2024-03-01", "--to", "2024-05-01", "--aspects");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains(
                        "Mercury turns retrograde",
                        "total solar eclipse",
                        "Jupiter conjunction Uranus",
                        "Sun at 30 degrees",
                        "siderograph ");
        assertThat(outcome.out().lines().map(line -> line.substring(0, 20)).toList()).isSorted();
    }

    @Test
    void namesWhatIsWrong() {
        assertThat(astro("positions", "--at", "2200-01-01").err())
                .isEqualToIgnoringNewLines(
                        "keel: time must be from 1900-01-01T00:00:00Z to 2100-01-01T00:00:00Z, was"
                                + " 2200-01-01T00:00:00Z; see keel astro --help");
        assertThat(astro("events", "--from", "2025-01-02", "--to", "2025-01-02").err())
                .contains("--from must be before --to");
        assertThat(astro("events", "--from", "1850-01-01", "--to", "1850-01-02").err())
                .contains("year must be 1900 to 2099, was 1850");
        assertThat(astro().err()).contains("a command is missing");
    }

    @Test
    void comparesTheSkyWithOthers(@TempDir Path folder) throws IOException {
        StringBuilder csv = new StringBuilder("timestamp,open,high,low,close,volume\n");
        LocalDate day = LocalDate.of(2020, 1, 1);
        for (int i = 0; i < 80; i++) {
            double price = 100 + 5 * Math.sin(i / 7.0);
            csv.append(day.plusDays(i))
                    .append("T00:00:00Z,")
                    .append(price)
                    .append(',')
                    .append(price + 1)
                    .append(',')
                    .append(price - 1)
                    .append(',')
                    .append(price)
                    .append(",0\n");
        }
        Path data = Files.writeString(folder.resolve("bars.csv"), csv);

        Outcome outcome =
                astro("null-shift", "--data", data.toString(), "--shifts", "5", "--seed", "3");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .startsWith(
                        "bars.csv: 80 bars, returns over 5 bars, 5 skies of other years, 5 of them"
                                + " different")
                .contains("astro    correlation", "moon     mean gain");
    }

    @Test
    void refusesAHorizonOfNoBars() {
        Path data = SharedData.require("equity_spy_1d.csv");

        assertThat(astro("null-shift", "--data", data.toString(), "--horizon", "0").err())
                .contains("horizon must be at least 1, was 0");
    }

    private static Outcome astro(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "astro";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Cli.execute(KeelCommand.commandLine(new AstroCommand()), all);
    }
}
