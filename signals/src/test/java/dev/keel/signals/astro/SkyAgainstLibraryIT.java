package dev.keel.signals.astro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keel.signals.astro.ephemeris.Angles;
import dev.keel.signals.astro.ephemeris.Body;
import dev.keel.signals.astro.ephemeris.Ephemeris;
import dev.keel.signals.astro.event.EclipseKind;
import dev.keel.signals.astro.event.SkyEvent.Eclipse;
import dev.keel.signals.astro.event.SkyEvent.Quarter;
import dev.keel.signals.astro.event.SkyEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The wide comparison with the library that the table was made from: 2,000 random instants, all
 * eclipses and quarters of two centuries. It needs Node and the generator's packages.
 */
class SkyAgainstLibraryIT {
    private static final Path GENERATOR = Path.of("generator");

    /** In degrees: the fit and the quantum of the coefficients, with a little room. */
    private static final double ANGLE = 0.00001;

    private static final double SECOND = 1.0 / 86_400;
    private static final double FROM = -36_524.5 + 40;
    private static final double TO = 36_524.5 - 40;

    @TempDir private static Path folder;

    private static List<List<String>> lines = List.of();

    private final Ephemeris ephemeris = Ephemeris.shared();
    private final SkyEvents events = new SkyEvents(ephemeris);

    @BeforeAll
    static void askTheLibrary() throws IOException, InterruptedException {
        assumeTrue(
                Files.isDirectory(GENERATOR.resolve("node_modules")),
                "needs the library: run npm ci in signals/generator");
        assumeTrue(isThereNode(), "needs node on the PATH");
        Path file = folder.resolve("library.csv");
        Process process =
                new ProcessBuilder("node", "check.mjs", file.toString())
                        .directory(GENERATOR.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        lines =
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> List.of(line.split(",", -1)))
                        .toList();
    }

    @Test
    void positionsAgree() {
        List<List<String>> positions = ofKind("position");
        assertThat(positions).hasSize(20_000);
        for (List<String> line : positions) {
            double days = Double.parseDouble(line.get(1));
            Body body = Body.parse(line.get(2));

            assertAngle(line, 3, ephemeris.longitude(body, days));
            assertAngle(line, 4, ephemeris.latitude(body, days));
            assertAngle(line, 5, ephemeris.declination(body, days));
            if (body.isPlanet()) {
                assertAngle(line, 6, ephemeris.heliocentricLongitude(body, days));
            }
        }
    }

    @Test
    void eclipsesAgree() {
        List<List<String>> expected =
                ofKind("eclipse").stream()
                        .sorted((a, b) -> Double.compare(day(a), day(b)))
                        .toList();
        List<Eclipse> found = events.eclipses(FROM, TO);

        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            List<String> line = expected.get(i);
            assertThat(found.get(i).days()).as("%s", line).isCloseTo(day(line), within(5 * SECOND));
            assertThat(found.get(i).kind())
                    .as("%s", line)
                    .isEqualTo(EclipseKind.valueOf(line.get(2).toUpperCase(Locale.ROOT)));
        }
    }

    @Test
    void quartersAgree() {
        List<List<String>> expected = ofKind("quarter");
        List<Quarter> found = events.quarters(FROM, TO);

        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            List<String> line = expected.get(i);
            assertThat(found.get(i).days()).as("%s", line).isCloseTo(day(line), within(5 * SECOND));
        }
    }

    private static void assertAngle(List<String> line, int column, double found) {
        double expected = Double.parseDouble(line.get(column));
        assertThat(Angles.signed(found - expected)).as("%s", line).isCloseTo(0, within(ANGLE));
    }

    private static double day(List<String> line) {
        return Double.parseDouble(line.get(1));
    }

    private static List<List<String>> ofKind(String kind) {
        return lines.stream().filter(line -> line.getFirst().equals(kind)).toList();
    }

    private static boolean isThereNode() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("node", "--version").start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
