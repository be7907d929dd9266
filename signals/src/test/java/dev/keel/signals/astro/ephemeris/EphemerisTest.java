package dev.keel.signals.astro.ephemeris;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.keel.signals.astro.Vectors;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EphemerisTest {
    /** How far the library lies from full theory at most. */
    private static final double DEGREES = 0.01;

    /** How far the table may lie from the library, whose figures have five decimals. */
    private static final double OF_LIBRARY = 0.00002;

    private final Ephemeris ephemeris = Ephemeris.shared();

    @Test
    void longitudesAreThoseOfTheLibrary() {
        for (List<String> row : Vectors.rows(EphemerisTest.class, "longitudes.csv")) {
            double days = SkyTime.days(Instant.parse(row.getFirst()));
            for (int i = 0; i < Body.COUNT; i++) {
                double expected = Double.parseDouble(row.get(1 + i));
                assertThat(ephemeris.longitude(Body.of(i), days))
                        .as("%s at %s", Body.of(i), row.getFirst())
                        .isCloseTo(expected, within(OF_LIBRARY));
            }
        }
    }

    /** Jean Meeus, "Astronomical Algorithms", examples 25.b, 47.a and 33.a; 0h TD. */
    @Test
    void agreesWithTheExamplesOfMeeus() {
        // Terrestrial time was 59 s ahead of Universal Time.
        double sun = SkyTime.days(Instant.parse("1992-10-12T23:59:01Z"));
        double moon = SkyTime.days(Instant.parse("1992-04-11T23:59:01Z"));
        double venus = SkyTime.days(Instant.parse("1992-12-19T23:59:01Z"));

        assertThat(ephemeris.longitude(Body.SUN, sun)).isCloseTo(199.906061, within(DEGREES));
        assertThat(ephemeris.longitude(Body.MOON, moon)).isCloseTo(133.167265, within(DEGREES));
        assertThat(ephemeris.latitude(Body.MOON, moon)).isCloseTo(-3.229126, within(DEGREES));
        assertThat(ephemeris.moonDistance(moon)).isCloseTo(368_409.7, within(20.0));
        assertThat(ephemeris.declination(Body.VENUS, venus)).isCloseTo(-18.88801, within(DEGREES));
    }

    @Test
    void declinationsAreThoseOfTheLibrary() {
        double days = SkyTime.days(Instant.parse("2025-06-01T12:00:00Z"));

        assertThat(ephemeris.declination(Body.VENUS, days)).isCloseTo(7.79994, within(OF_LIBRARY));
        assertThat(ephemeris.declination(Body.MARS, days)).isCloseTo(15.76044, within(OF_LIBRARY));
    }

    @ParameterizedTest
    @EnumSource(Body.class)
    void speedIsWhatTheLongitudeGains(Body body) {
        double half = 1.0 / 48;
        for (double days = -36_000.3; days < 36_000; days += 701) {
            double gained =
                    Angles.signed(
                            ephemeris.longitude(body, days + half)
                                    - ephemeris.longitude(body, days - half));

            assertThat(ephemeris.speed(body, days)).isCloseTo(gained * 24, within(0.0005));
        }
    }

    @ParameterizedTest
    @EnumSource(Body.class)
    void nothingJumpsWhereSegmentsMeet(Body body) {
        double last = 0.00001;
        for (int day = 8; day < 8_000; day += 8) {
            double border = ephemeris.firstDay() + day;
            double passed = 2 * last * ephemeris.speed(body, border);

            assertThat(
                            Angles.signed(
                                    ephemeris.longitude(body, border + last)
                                            - ephemeris.longitude(body, border - last)
                                            - passed))
                    .isCloseTo(0, within(0.000008));
        }
    }

    @Test
    void earthAndSunSeeEachOtherInOppositePlaces() {
        // Light takes eight minutes, in which the Sun seems to move 20.5 seconds of arc.
        for (double days = -36_000; days < 36_000; days += 533) {
            double opposite = ephemeris.heliocentricLongitudeOfEarth(days) - 180;

            assertThat(Angles.signed(ephemeris.longitude(Body.SUN, days) - opposite))
                    .isCloseTo(-20.5 / 3600, within(0.0005));
        }
    }

    @Test
    void planetsSeenFromTheSunNeverTurnBack() {
        for (Body planet : Body.PLANETS) {
            for (double days = -36_000; days < 36_000; days += 97) {
                double gained =
                        Angles.signed(
                                ephemeris.heliocentricLongitude(planet, days + 2)
                                        - ephemeris.heliocentricLongitude(planet, days));

                assertThat(gained).as("%s at %s", planet, days).isPositive();
            }
        }
    }

    @Test
    void aPositionTellsSignAndMotion() {
        SkyPosition mercury =
                ephemeris.position(Body.MERCURY, Instant.parse("2024-04-10T00:00:00Z"));

        assertThat(mercury.isRetrograde()).isTrue();
        assertThat(mercury.sign()).isEqualTo(ZodiacSign.ARIES);
        assertThat(mercury.degreeInSign()).isEqualTo(mercury.longitude());
        assertThat(mercury.heliocentricLongitude()).isPresent();
        assertThat(ephemeris.position(Body.MOON, mercury.at()).heliocentricLongitude()).isEmpty();
    }

    @Test
    void refusesTimesOutsideTheTable() {
        assertThat(SkyTime.instant(ephemeris.firstDay())).isEqualTo("1900-01-01T00:00:00Z");
        assertThat(SkyTime.instant(ephemeris.lastDay())).isEqualTo("2100-01-01T00:00:00Z");
        assertThat(ephemeris.longitude(Body.SUN, ephemeris.lastDay())).isBetween(279.0, 282.0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ephemeris.longitude(Body.SUN, ephemeris.lastDay() + 1))
                .withMessage(
                        "time must be from 1900-01-01T00:00:00Z to 2100-01-01T00:00:00Z, was"
                                + " 2100-01-02T00:00:00Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ephemeris.speed(Body.SUN, Double.NaN))
                .withMessageEndingWith("was no number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ephemeris.heliocentricLongitude(Body.MOON, 0))
                .withMessage("body must be a planet to be seen from the Sun, was moon");
    }
}
