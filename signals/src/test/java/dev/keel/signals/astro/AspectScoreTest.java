package dev.keel.signals.astro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.signals.astro.bradley.ConjunctionSigns;
import dev.keel.signals.astro.ephemeris.Angles;
import dev.keel.signals.astro.ephemeris.Body;
import dev.keel.signals.astro.ephemeris.Ephemeris;
import dev.keel.signals.astro.ephemeris.SkyTime;
import dev.keel.signals.astro.event.AspectKind;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AspectScoreTest {
    private static final Map<Body, Double> WEIGHTS =
            Map.of(
                    Body.MERCURY, 0.2,
                    Body.VENUS, 0.2,
                    Body.MARS, 0.4,
                    Body.JUPITER, 0.6,
                    Body.SATURN, 0.8,
                    Body.URANUS, 1.0,
                    Body.NEPTUNE, 1.0,
                    Body.PLUTO, 1.0);

    /** Hour by hour over ten years, against the formula spelt out over all kinds. */
    @Test
    void isTheSumOverAllPairsAndKinds() {
        AspectScore score = new AspectScore();
        SkyHour sky = new SkyHour(Ephemeris.shared());
        long time = Instant.parse("2015-01-01T00:00:00Z").toEpochMilli();
        for (int i = 0; i < 2_000; i++) {
            time += 43 * 3_600_000L;
            sky.moveTo(time);
            score.update(sky);

            assertThat(score.sum()).isCloseTo(spelledOut(SkyTime.days(time)), within(1e-9));
            assertThat(score.score()).isEqualTo(Math.tanh(score.sum()));
        }
    }

    @Test
    void namesTheStrongestAspectAndWhetherItIsStillToCome() {
        // Jupiter met Uranus on 2024-04-21; both are direct, Jupiter the faster.
        assertThat(strongestAt("2024-04-15T00:00:00Z"))
                .startsWith("aspects, the strongest Jupiter conjunction Uranus, applying");
        assertThat(strongestAt("2024-04-25T00:00:00Z"))
                .startsWith("aspects, the strongest Jupiter conjunction Uranus, separating");
    }

    @Test
    void theSkyOfAnHourStaysUntilTheNext() {
        SkyHour sky = new SkyHour(Ephemeris.shared());

        assertThat(sky.moveTo(7_200_000)).isTrue();
        double moon = sky.longitude(Body.MOON);
        assertThat(sky.moveTo(10_799_999)).isFalse();
        assertThat(sky.longitude(Body.MOON)).isEqualTo(moon);
        assertThat(sky.moveTo(10_800_000)).isTrue();
        assertThat(sky.longitude(Body.MOON)).isGreaterThan(moon);
        assertThat(sky.speed(Body.MOON)).isEqualTo(Ephemeris.shared().speed(Body.MOON, sky.days()));
    }

    private static String strongestAt(String time) {
        SkyHour sky = new SkyHour(Ephemeris.shared());
        sky.moveTo(Instant.parse(time).toEpochMilli());
        AspectScore score = new AspectScore();
        score.update(sky);
        return score.reason().text();
    }

    private static double spelledOut(double days) {
        double sum = 0;
        for (Body first : Body.values()) {
            for (Body second : WEIGHTS.keySet()) {
                if (first.compareTo(second) >= 0 || first == Body.MOON) {
                    continue;
                }
                double separation =
                        Angles.separation(
                                Ephemeris.shared().longitude(first, days),
                                Ephemeris.shared().longitude(second, days));
                for (AspectKind kind : AspectKind.values()) {
                    double nature =
                            switch (kind) {
                                case CONJUNCTION -> ConjunctionSigns.of(first, second);
                                case SEXTILE, TRINE -> 1;
                                case SQUARE, OPPOSITION -> -1;
                                case SEMI_SEXTILE,
                                        SEMI_SQUARE,
                                        QUINTILE,
                                        SESQUIQUADRATE,
                                        BIQUINTILE,
                                        QUINCUNX ->
                                        0;
                            };
                    double left = 1 - Math.abs(separation - kind.angle()) / kind.orb();
                    sum += nature * WEIGHTS.get(second) * Math.pow(Math.max(0, left), 2);
                }
            }
        }
        return sum;
    }
}
