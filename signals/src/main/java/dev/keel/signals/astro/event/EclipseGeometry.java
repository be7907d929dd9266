package dev.keel.signals.astro.event;

import dev.keel.signals.astro.ephemeris.Body;
import dev.keel.signals.astro.ephemeris.Ephemeris;
import dev.keel.signals.astro.ephemeris.RootFinder;
import dev.keel.signals.astro.event.SkyEvent.Eclipse;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Tells from the places of Sun and Moon whether there is an eclipse, when it is greatest and of
 * which kind.
 *
 * <p>A body of radius R in sunlight casts two cones. At the distance x behind it, with the Sun of
 * radius S at the distance D,
 *
 * <pre>
 * umbra    = R - x (S - R) / D
 * penumbra = R + x (S + R) / D
 * </pre>
 *
 * <p>An eclipse is greatest when the axis of the shadow passes closest: to the Moon's centre, to
 * the Earth's centre. A lunar eclipse is total if the Moon lies wholly in the umbra, partial if in
 * part, penumbral if it touches the penumbra. A solar eclipse is central if the axis meets the
 * Earth, an ellipsoid, and then total or annular by the sign of the umbra where it meets it;
 * otherwise it is partial if the penumbra touches the Earth, even where the umbra grazes a pole.
 *
 * <p>The Earth's shadow is cast by a sphere of 6,459 km, air included. The umbra of the Moon is
 * cast by its smallest radius, because its valleys let light through.
 *
 * <p>Reference: Jean Meeus, "Astronomical Algorithms", 2nd edition, 1998, chapter 54, for the kinds
 * and their limits; Oliver Montenbruck and Thomas Pfleger, "Astronomy on the Personal Computer",
 * 4th edition, 2000, chapter 9, for the cones.
 */
final class EclipseGeometry {
    private static final double KILOMETRES_PER_UNIT = 149_597_870.7;
    private static final double SUN_RADIUS = 695_700;
    private static final double MOON_RADIUS = 1_737.4;
    private static final double MOON_SMALLEST_RADIUS = 1_736;

    /**
     * A thinner umbra is within the error of the Moon's place and counts as none: the eclipse of
     * 1948-05-09, of magnitude 0.9999, was annular.
     */
    private static final double LEAST_UMBRA = 0.014;

    private static final double EARTH_RADIUS = 6_371;
    private static final double EARTH_EQUATORIAL_RADIUS = 6_378.137;
    private static final double EARTH_POLAR_OVER_EQUATORIAL = 1 - 1 / 298.257;
    private static final double EARTH_SHADOW_RADIUS = 6_459;

    /** The greatest eclipse is never further from the exact phase. */
    private static final double WINDOW_DAYS = 0.1;

    /** Half the base over which the slope of the distance is taken. */
    private static final double SLOPE_DAYS = 1.0 / 1_440;

    private final Ephemeris ephemeris;

    EclipseGeometry(Ephemeris ephemeris) {
        this.ephemeris = ephemeris;
    }

    /** Finds the eclipse at a full moon, if there is one. */
    Optional<Eclipse> lunar(double fullMoon) {
        return greatest(time -> lunarShadow(time).offAxis(), fullMoon)
                .flatMap(days -> lunarKind(lunarShadow(days)).map(kind -> new Eclipse(days, kind)));
    }

    /** Finds the eclipse at a new moon, if there is one. */
    Optional<Eclipse> solar(double newMoon) {
        return greatest(time -> solarShadow(time).offAxis(), newMoon)
                .flatMap(days -> solarKind(days).map(kind -> new Eclipse(days, kind)));
    }

    private static Optional<EclipseKind> lunarKind(Shadow shadow) {
        double umbra = shadow.umbra(EARTH_SHADOW_RADIUS);
        if (shadow.offAxis() + MOON_RADIUS < umbra) {
            return Optional.of(EclipseKind.LUNAR_TOTAL);
        }
        if (shadow.offAxis() < umbra + MOON_RADIUS) {
            return Optional.of(EclipseKind.LUNAR_PARTIAL);
        }
        return shadow.offAxis() < shadow.penumbra(EARTH_SHADOW_RADIUS) + MOON_RADIUS
                ? Optional.of(EclipseKind.LUNAR_PENUMBRAL)
                : Optional.empty();
    }

    private Optional<EclipseKind> solarKind(double days) {
        Shadow shadow = solarShadow(days);
        if (shadow.offAxis() >= shadow.penumbra(MOON_RADIUS) + EARTH_RADIUS) {
            return Optional.empty();
        }
        double toSurface = distanceToSurface(days);
        if (Double.isNaN(toSurface)) {
            return Optional.of(EclipseKind.SOLAR_PARTIAL);
        }
        Shadow atSurface = new Shadow(shadow.sunDistance(), toSurface, 0);
        return Optional.of(
                atSurface.umbra(MOON_SMALLEST_RADIUS) > LEAST_UMBRA
                        ? EclipseKind.SOLAR_TOTAL
                        : EclipseKind.SOLAR_ANNULAR);
    }

    /** The Earth's shadow, at the Moon. */
    private Shadow lunarShadow(double days) {
        Vector sun = sun(days);
        return Shadow.at(moon(days), sun.times(-1 / sun.length()), sun.length());
    }

    /** The Moon's shadow, at the Earth. */
    private Shadow solarShadow(double days) {
        Vector moon = moon(days);
        Vector fromSun = moon.minus(sun(days));
        return Shadow.at(moon.times(-1), fromSun.times(1 / fromSun.length()), fromSun.length());
    }

    /**
     * The way from the Moon to where the axis enters the Earth; not a number if it passes by. The
     * polar axis is stretched until the Earth is a sphere.
     */
    private double distanceToSurface(double days) {
        Vector moon = moon(days);
        Vector fromSun = moon.minus(sun(days));
        double tilt = Math.toRadians(ephemeris.obliquity(days));
        Vector axis = fromSun.times(1 / fromSun.length()).toEquator(tilt).stretched();
        Vector start = moon.toEquator(tilt).stretched();
        double a = axis.dot(axis);
        double b = axis.dot(start);
        double c = start.dot(start) - EARTH_EQUATORIAL_RADIUS * EARTH_EQUATORIAL_RADIUS;
        double root = b * b - a * c;
        return root < 0 ? Double.NaN : (-b - Math.sqrt(root)) / a;
    }

    private Vector sun(double days) {
        return place(Body.SUN, days, ephemeris.sunDistance(days) * KILOMETRES_PER_UNIT);
    }

    private Vector moon(double days) {
        return place(Body.MOON, days, ephemeris.moonDistance(days));
    }

    private Vector place(Body body, double days, double distance) {
        double longitude = Math.toRadians(ephemeris.longitude(body, days));
        double latitude = Math.toRadians(ephemeris.latitude(body, days));
        return new Vector(
                        Math.cos(latitude) * Math.cos(longitude),
                        Math.cos(latitude) * Math.sin(longitude),
                        Math.sin(latitude))
                .times(distance);
    }

    /** Where a distance that falls and rises again around a time is least; empty near the ends. */
    private Optional<Double> greatest(DoubleUnaryOperator distance, double around) {
        double reach = WINDOW_DAYS + SLOPE_DAYS;
        if (!ephemeris.covers(around - reach) || !ephemeris.covers(around + reach)) {
            return Optional.empty();
        }
        DoubleUnaryOperator slope =
                time -> square(distance, time + SLOPE_DAYS) - square(distance, time - SLOPE_DAYS);
        double from = around - WINDOW_DAYS;
        double to = around + WINDOW_DAYS;
        return slope.applyAsDouble(from) < 0 && slope.applyAsDouble(to) > 0
                ? Optional.of(RootFinder.find(slope, from, to))
                : Optional.empty();
    }

    private static double square(DoubleUnaryOperator function, double time) {
        double value = function.applyAsDouble(time);
        return value * value;
    }

    /**
     * A place in a shadow.
     *
     * @param sunDistance from the Sun to what casts it, in kilometres
     * @param along the axis from there to the place's nearest point on it
     * @param offAxis from that point to the place
     */
    private record Shadow(double sunDistance, double along, double offAxis) {
        static Shadow at(Vector place, Vector axis, double sunDistance) {
            double along = place.dot(axis);
            return new Shadow(sunDistance, along, place.minus(axis.times(along)).length());
        }

        double umbra(double radius) {
            return radius - along * (SUN_RADIUS - radius) / sunDistance;
        }

        double penumbra(double radius) {
            return radius + along * (SUN_RADIUS + radius) / sunDistance;
        }
    }

    /** A place relative to a centre, in kilometres. */
    private record Vector(double x, double y, double z) {
        double dot(Vector other) {
            return x * other.x + y * other.y + z * other.z;
        }

        double length() {
            return Math.sqrt(dot(this));
        }

        Vector times(double factor) {
            return new Vector(factor * x, factor * y, factor * z);
        }

        Vector minus(Vector other) {
            return new Vector(x - other.x, y - other.y, z - other.z);
        }

        /** From the ecliptic to the equator. */
        Vector toEquator(double tilt) {
            return new Vector(
                    x,
                    y * Math.cos(tilt) - z * Math.sin(tilt),
                    y * Math.sin(tilt) + z * Math.cos(tilt));
        }

        Vector stretched() {
            return new Vector(x, y, z / EARTH_POLAR_OVER_EQUATORIAL);
        }
    }
}
