package dev.keel.signals.astro.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.signals.astro.Vectors;
import dev.keel.signals.astro.ephemeris.Angles;
import dev.keel.signals.astro.ephemeris.Body;
import dev.keel.signals.astro.ephemeris.Ephemeris;
import dev.keel.signals.astro.ephemeris.SkyTime;
import dev.keel.signals.astro.event.SkyEvent.Eclipse;
import dev.keel.signals.astro.event.SkyEvent.ExactAspect;
import dev.keel.signals.astro.event.SkyEvent.Ingress;
import dev.keel.signals.astro.event.SkyEvent.Quarter;
import dev.keel.signals.astro.event.SkyEvent.SolarDate;
import dev.keel.signals.astro.event.SkyEvent.Station;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Expected instants are those of astronomy-engine 2.1.19. */
class SkyEventsTest {
    private static final double FROM = SkyTime.startOfYear(2024);
    private static final double TO = SkyTime.startOfYear(2027);

    private final Ephemeris ephemeris = Ephemeris.shared();
    private final SkyEvents events = new SkyEvents(ephemeris);

    @ParameterizedTest
    @EnumSource(value = Body.class)
    void stationsOfThreeYears(Body body) {
        List<List<String>> expected =
                Vectors.rows(SkyEventsTest.class, "stations.csv").stream()
                        .filter(row -> row.getFirst().equals(body.key()))
                        .toList();

        List<Station> found = events.stations(body, FROM, TO);

        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            List<String> row = expected.get(i);
            Station station = found.get(i);
            assertThat(station.motion())
                    .isEqualTo(row.get(1).equals("R") ? Motion.RETROGRADE : Motion.DIRECT);
            assertThat(station.at())
                    .as(row.toString())
                    .isCloseTo(Instant.parse(row.get(2)), within(30, ChronoUnit.MINUTES));
            assertThat(station.longitude()).isCloseTo(Double.parseDouble(row.get(3)), within(0.01));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "JUPITER, SATURN, CONJUNCTION, 2020-12-21T18:26:14Z",
        "JUPITER, URANUS, CONJUNCTION, 2024-04-21T02:33:53Z",
        "MARS, SATURN, CONJUNCTION, 2024-04-10T20:32:47Z",
        "SATURN, URANUS, SQUARE, 2021-02-17T19:22:19Z",
        "SATURN, URANUS, SQUARE, 2021-06-14T21:46:45Z",
        "SATURN, URANUS, SQUARE, 2021-12-24T07:21:27Z",
        "SATURN, NEPTUNE, CONJUNCTION, 2026-02-20T18:29:16Z"
    })
    void exactAspects(Body first, Body second, AspectKind kind, Instant expected) {
        double days = SkyTime.days(expected);

        List<ExactAspect> found =
                events.aspects(first, second, List.of(kind), days - 10, days + 10);

        assertThat(found).hasSize(1);
        // Slow as they are, longitudes that agree to .00001 degrees meet within a minute.
        assertThat(found.getFirst().at()).isCloseTo(expected, within(2, ChronoUnit.MINUTES));
    }

    @Test
    void saturnSquaresUranusThreeTimesInAYear() {
        List<ExactAspect> found =
                events.aspects(
                        Body.SATURN,
                        Body.URANUS,
                        List.of(AspectKind.values()),
                        SkyTime.startOfYear(2021),
                        SkyTime.startOfYear(2022));

        assertThat(found)
                .extracting(ExactAspect::kind)
                .containsExactly(AspectKind.SQUARE, AspectKind.SQUARE, AspectKind.SQUARE);
    }

    @Test
    void quartersOfTheMoon() {
        List<Quarter> found =
                events.quarters(SkyTime.startOfYear(2025), SkyTime.startOfYear(2025) + 59);

        List<String> expected =
                List.of(
                        "first quarter 2025-01-06T23:56:51Z",
                        "full moon 2025-01-13T22:27:32Z",
                        "last quarter 2025-01-21T20:31:26Z",
                        "new moon 2025-01-29T12:36:33Z",
                        "first quarter 2025-02-05T08:02:41Z",
                        "full moon 2025-02-12T13:54:03Z",
                        "last quarter 2025-02-20T17:33:11Z",
                        "new moon 2025-02-28T00:45:22Z");
        assertMatch(found, expected, 2);
    }

    @Test
    void eclipsesOfThreeYears() {
        List<Eclipse> found = events.eclipses(FROM, TO);

        List<String> expected =
                List.of(
                        "penumbral lunar eclipse 2024-03-25T07:12:50Z",
                        "total solar eclipse 2024-04-08T18:17:19Z",
                        "partial lunar eclipse 2024-09-18T02:44:11Z",
                        "annular solar eclipse 2024-10-02T18:44:56Z",
                        "total lunar eclipse 2025-03-14T06:58:42Z",
                        "partial solar eclipse 2025-03-29T10:47:26Z",
                        "total lunar eclipse 2025-09-07T18:11:42Z",
                        "partial solar eclipse 2025-09-21T19:41:49Z",
                        "annular solar eclipse 2026-02-17T12:11:54Z",
                        "total lunar eclipse 2026-03-03T11:33:40Z",
                        "total solar eclipse 2026-08-12T17:45:47Z",
                        "partial lunar eclipse 2026-08-28T04:12:49Z");
        assertMatch(found, expected, 2);
    }

    @Test
    void solarDatesOfAYear() {
        List<SolarDate> found =
                events.solarDates(SkyTime.startOfYear(2025), SkyTime.startOfYear(2026));

        assertThat(found).hasSize(24);
        assertMatch(
                found.stream().filter(date -> date.longitude() % 90 == 0).toList(),
                List.of(
                        "Sun at 0 degrees 2025-03-20T09:01:27Z",
                        "Sun at 90 degrees 2025-06-21T02:42:18Z",
                        "Sun at 180 degrees 2025-09-22T18:19:35Z",
                        "Sun at 270 degrees 2025-12-21T15:03:04Z"),
                2);
    }

    /** A scan of midnights found the days that follow these. */
    @ParameterizedTest
    @CsvSource({
        "SATURN, 2025-05-25/2025-09-01/2026-02-14",
        "NEPTUNE, 2025-03-30/2025-10-22/2026-01-26",
        "URANUS, 2025-07-07/2025-11-08/2026-04-26",
        "PLUTO, 2024-01-21/2024-09-01/2024-11-19",
        "JUPITER, 2024-05-25/2025-06-09/2026-06-30"
    })
    void ingressesOfSlowPlanets(Body body, String days) {
        List<Ingress> found = events.ingresses(body, FROM, TO);

        assertThat(found.stream().map(ingress -> ingress.at().toString().substring(0, 10)))
                .containsExactly(days.split("/"));
    }

    @Test
    void anIngressTellsTheSignEntered() {
        assertThat(events.ingresses(Body.SATURN, FROM, TO))
                .extracting(SkyEvent::text)
                .containsExactly(
                        "Saturn enters Aries",
                        "Saturn enters Pisces going back",
                        "Saturn enters Aries");
    }

    @ParameterizedTest
    @CsvSource({
        "JUPITER, SATURN, 7253.5, 500",
        "MARS, JUPITER, 816.4, 90",
        "MARS, SATURN, 733.8, 90",
        "MARS, SUN, 779.94, 40",
        "JUPITER, SUN, 398.88, 8",
        "SATURN, SUN, 378.09, 4"
    })
    void conjunctionsRecurAtTheSynodicPeriod(
            Body first, Body second, double meanDays, double spread) {
        double once = events.nextConjunction(first, second, 0).orElseThrow();
        // Past the loop that may repeat a conjunction.
        double again = events.nextConjunction(first, second, once + meanDays / 2).orElseThrow();

        assertThat(again - once).isCloseTo(meanDays, within(spread));
        assertThat(
                        Angles.separation(
                                ephemeris.longitude(first, again),
                                ephemeris.longitude(second, again)))
                .isCloseTo(0, within(0.00001));
    }

    /** Inner planets meet the Sun twice in a synodic period: before it and behind it. */
    @ParameterizedTest
    @CsvSource({"VENUS, 583.92, 1", "MERCURY, 115.88, 0.1"})
    void innerPlanetsMeetTheSunTwiceInASynodicPeriod(Body planet, double period, double spread) {
        List<ExactAspect> found =
                events.aspects(
                        planet,
                        Body.SUN,
                        List.of(AspectKind.CONJUNCTION),
                        SkyTime.startOfYear(1900),
                        SkyTime.startOfYear(2100));

        double span = found.getLast().days() - found.getFirst().days();
        assertThat(2 * span / (found.size() - 1)).isCloseTo(period, within(spread));
    }

    @Test
    void thereIsNoConjunctionAfterTheTable() {
        double late = SkyTime.startOfYear(2099);

        assertThat(events.nextConjunction(Body.NEPTUNE, Body.PLUTO, late)).isEmpty();
    }

    @Test
    void touchingIntervalsShareNoEventAndLoseNone() {
        double from = SkyTime.startOfYear(2025);
        double cut = events.quarters(from, from + 365).get(17).days();

        List<Quarter> before = events.quarters(from, cut);
        List<Quarter> after = events.quarters(cut, from + 365);

        assertThat(before.size() + after.size())
                .isEqualTo(events.quarters(from, from + 365).size());
    }

    private static void assertMatch(
            List<? extends SkyEvent> found, List<String> expected, long minutes) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            String line = expected.get(i);
            int space = line.lastIndexOf(' ');
            assertThat(found.get(i).text()).isEqualTo(line.substring(0, space));
            assertThat(found.get(i).at())
                    .as(line)
                    .isCloseTo(
                            Instant.parse(line.substring(space + 1)),
                            within(minutes, ChronoUnit.MINUTES));
        }
    }
}
