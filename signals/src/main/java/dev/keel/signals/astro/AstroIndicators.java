package dev.keel.signals.astro;

import dev.keel.core.strategy.Parameter;
import dev.keel.core.strategy.Parameters;
import dev.keel.signals.astro.bradley.Siderograph;
import dev.keel.signals.astro.bradley.SiderographValue;
import dev.keel.signals.astro.ephemeris.Angles;
import dev.keel.signals.astro.ephemeris.Body;
import dev.keel.signals.astro.ephemeris.Ephemeris;
import dev.keel.signals.astro.ephemeris.SkyTime;
import dev.keel.signals.astro.ephemeris.ZodiacSign;
import dev.keel.signals.astro.event.AspectKind;
import dev.keel.signals.indicator.IndicatorDefinition;
import java.util.List;
import java.util.function.Function;

/** The sky as indicators: functions of the time at which a bar closes. */
public final class AstroIndicators {
    private static final String FAMILY = "astro";
    private static final String BODIES =
            "0 Sun, 1 Moon, 2 Mercury, 3 Venus, 4 Mars, 5 Jupiter, 6 Saturn, 7 Uranus, 8 Neptune,"
                    + " 9 Pluto";

    private AstroIndicators() {}

    /** All of them. */
    public static List<IndicatorDefinition> all() {
        return List.of(
                planet(),
                heliocentric(),
                lunarPhase(),
                aspect(),
                aspectScore(),
                siderograph(),
                planetaryLine());
    }

    private static IndicatorDefinition planet() {
        return defined(
                "planet",
                "A body's apparent geocentric longitude in degrees, its speed in degrees a day"
                        + " (negative while retrograde), latitude, declination, sign (0 Aries to 11"
                        + " Pisces) and the degrees within it.",
                List.of(body("body", 0, 0)),
                List.of("longitude", "speed", "latitude", "declination", "sign", "degreeInSign"),
                values -> {
                    Body body = Body.of(values.integer("body"));
                    return (days, close, outputs) -> fillPosition(body, days, outputs);
                });
    }

    private static void fillPosition(Body body, double days, double[] outputs) {
        Ephemeris ephemeris = Ephemeris.shared();
        double longitude = ephemeris.longitude(body, days);
        outputs[0] = longitude;
        outputs[1] = ephemeris.speed(body, days);
        outputs[2] = ephemeris.latitude(body, days);
        outputs[3] = ephemeris.declination(body, days);
        outputs[4] = Math.floor(longitude / ZodiacSign.WIDTH);
        outputs[5] = ZodiacSign.degreeIn(longitude);
    }

    private static IndicatorDefinition heliocentric() {
        return defined(
                "planet-heliocentric",
                "A planet's longitude seen from the Sun, in degrees.",
                List.of(body("body", 4, 2)),
                List.of("longitude"),
                values -> {
                    Body body = Body.of(values.integer("body"));
                    return (days, close, outputs) ->
                            outputs[0] = Ephemeris.shared().heliocentricLongitude(body, days);
                });
    }

    private static IndicatorDefinition lunarPhase() {
        return defined(
                "lunar-phase",
                "The Moon's longitude less the Sun's: 0 new, 180 full; with its sine and cosine.",
                List.of(),
                List.of("phase", "sine", "cosine"),
                values ->
                        (days, close, outputs) -> {
                            Ephemeris ephemeris = Ephemeris.shared();
                            double phase =
                                    Angles.fold(
                                            ephemeris.longitude(Body.MOON, days)
                                                    - ephemeris.longitude(Body.SUN, days));
                            outputs[0] = phase;
                            outputs[1] = Math.sin(Math.toRadians(phase));
                            outputs[2] = Math.cos(Math.toRadians(phase));
                        });
    }

    private static IndicatorDefinition aspect() {
        return defined(
                "aspect",
                "How far two bodies are apart, 0 to 180 degrees, the nearest aspect's angle, the"
                        + " distance from it, and its strength, 0 beyond the orb.",
                List.of(body("first", 5, 0), body("second", 6, 0)),
                List.of("separation", "aspect", "distance", "strength"),
                values -> {
                    Body first = Body.of(values.integer("first"));
                    Body second = Body.of(values.integer("second"));
                    return (days, close, outputs) -> fillAspect(first, second, days, outputs);
                });
    }

    private static void fillAspect(Body first, Body second, double days, double[] outputs) {
        Ephemeris ephemeris = Ephemeris.shared();
        double separation =
                Angles.separation(
                        ephemeris.longitude(first, days), ephemeris.longitude(second, days));
        AspectKind nearest = AspectKind.nearest(separation);
        outputs[0] = separation;
        outputs[1] = nearest.angle();
        outputs[2] = separation - nearest.angle();
        outputs[3] = nearest.strength(separation);
    }

    private static IndicatorDefinition aspectScore() {
        return defined(
                "aspect-score",
                "The tenor of all aspects in force, -1 to 1, at the last full hour; and the sum"
                        + " before it is bounded.",
                List.of(),
                List.of("score", "sum"),
                values -> {
                    SkyHour sky = new SkyHour(Ephemeris.shared());
                    AspectScore score = new AspectScore();
                    return (days, close, outputs) -> {
                        if (sky.moveTo(SkyTime.instant(days).toEpochMilli())) {
                            score.update(sky);
                        }
                        outputs[0] = score.score();
                        outputs[1] = score.sum();
                    };
                });
    }

    private static IndicatorDefinition siderograph() {
        return defined(
                "bradley",
                "Bradley's siderograph P = X (L + D) + M and its parts.",
                List.of(Parameter.decimal("factor", "X, the weight of L and D.", "4", "1", "5")),
                List.of("potential", "slow", "declination", "fast"),
                values -> {
                    Siderograph siderograph =
                            new Siderograph(Ephemeris.shared(), values.number("factor"));
                    return (days, close, outputs) -> {
                        SiderographValue value = siderograph.at(days);
                        outputs[0] = value.potential();
                        outputs[1] = value.slow();
                        outputs[2] = value.declination();
                        outputs[3] = value.fast();
                    };
                });
    }

    private static IndicatorDefinition planetaryLine() {
        return defined(
                "planetary-line",
                "A body's price lines next below and above the close: (longitude + 360 k /"
                        + " harmonic) x unit, where the unit makes a price 100 to 1,000 degrees.",
                List.of(
                        body("body", 5, 0),
                        Parameter.integer(
                                "harmonic", "Into how many parts the circle is cut.", 1, 1, 24),
                        Parameter.integer("mirror", "1 to take 360 - longitude.", 0, 0, 1)),
                List.of("below", "above", "unit"),
                values -> {
                    Body body = Body.of(values.integer("body"));
                    int harmonic = values.integer("harmonic");
                    boolean mirrored = values.integer("mirror") == 1;
                    return (days, close, outputs) -> {
                        double longitude = Ephemeris.shared().longitude(body, days);
                        double unit = PlanetaryLines.unit(close);
                        double at = mirrored ? 360 - longitude : longitude;
                        outputs[0] = PlanetaryLines.below(close, at, unit, harmonic);
                        outputs[1] = outputs[0] + 360.0 / harmonic * unit;
                        outputs[2] = unit;
                    };
                });
    }

    private static Parameter body(String name, int usual, int least) {
        return Parameter.integer(name, BODIES + ".", usual, least, Body.COUNT - 1);
    }

    private static IndicatorDefinition defined(
            String name,
            String meaning,
            List<Parameter> parameters,
            List<String> outputs,
            Function<Parameters, SkyIndicator.Reading> reading) {
        return new IndicatorDefinition(
                name,
                FAMILY,
                meaning,
                new IndicatorDefinition.Feed.WholeBars(),
                parameters,
                outputs,
                (values, input) -> new SkyIndicator(outputs.size(), reading.apply(values)));
    }
}
