package dev.keel.signals.astro.ephemeris;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Positions of the Sun, the Moon and the planets as seen from the Earth's centre: apparent (light
 * time and aberration included), in the ecliptic and equinox of date, nutation included.
 *
 * <p>Longitudes agree with the library that made the table to a hundred-thousandth of a degree, and
 * that library with full planetary theory to .005 degrees; {@code docs/astro.md} has the figures.
 *
 * <p>Times are days as in {@link SkyTime}; every method throws {@link IllegalArgumentException} for
 * a time outside {@link #firstDay()} to {@link #lastDay()}. Immutable.
 */
public final class Ephemeris {
    private final double firstDay;
    private final double lastDay;
    private final ChebyshevSeries nutation;
    private final ChebyshevSeries obliquity;
    private final ChebyshevSeries sunDistance;
    private final ChebyshevSeries moonDistance;
    private final ChebyshevSeries earth;
    private final ChebyshevSeries[] longitudes = new ChebyshevSeries[Body.COUNT];
    private final ChebyshevSeries[] latitudes = new ChebyshevSeries[Body.COUNT];
    private final Map<Body, ChebyshevSeries> heliocentric = new EnumMap<>(Body.class);

    private Ephemeris(PositionTable table) {
        firstDay = table.firstDay();
        lastDay = table.lastDay();
        nutation = table.series("nutation");
        obliquity = table.series("obliquity");
        sunDistance = table.series("sun.distance");
        moonDistance = table.series("moon.distance");
        earth = table.series("earth.heliocentric");
        for (Body body : Body.values()) {
            longitudes[body.index()] = table.series(body.key() + ".longitude");
            latitudes[body.index()] = table.series(body.key() + ".latitude");
        }
        for (Body planet : Body.PLANETS) {
            heliocentric.put(planet, table.series(planet.key() + ".heliocentric"));
        }
    }

    /** The one ephemeris; the table is read at the first call. */
    public static Ephemeris shared() {
        return Holder.SHARED;
    }

    /** The first time that is known: 1900-01-01T00:00Z. */
    public double firstDay() {
        return firstDay;
    }

    /** The last time that is known: 2100-01-01T00:00Z. */
    public double lastDay() {
        return lastDay;
    }

    /** Tells whether a time is within the table. */
    public boolean covers(double days) {
        return days >= firstDay && days <= lastDay;
    }

    /** Returns everything about a body at an instant. */
    public SkyPosition position(Body body, Instant instant) {
        double days = SkyTime.days(instant);
        double longitude = longitude(body, days);
        return new SkyPosition(
                body,
                instant,
                longitude,
                latitude(body, days),
                speed(body, days),
                declination(body, days),
                body.isPlanet()
                        ? Optional.of(heliocentricLongitude(body, days))
                        : Optional.empty());
    }

    /** Returns the longitude, 0 to below 360 degrees. */
    public double longitude(Body body, double days) {
        requireCovered(days);
        return Angles.fold(longitudes[body.index()].value(days) + nutation.value(days));
    }

    /** Fills in the longitudes of all bodies, in their order. */
    public void longitudes(double days, double[] target) {
        requireCovered(days);
        double shift = nutation.value(days);
        for (int i = 0; i < longitudes.length; i++) {
            target[i] = Angles.fold(longitudes[i].value(days) + shift);
        }
    }

    /** Fills in the speeds of all bodies, in their order, in degrees a day. */
    public void speeds(double days, double[] target) {
        requireCovered(days);
        double shift = nutation.slope(days);
        for (int i = 0; i < longitudes.length; i++) {
            target[i] = longitudes[i].slope(days) + shift;
        }
    }

    /** Returns the latitude, north positive, in degrees. */
    public double latitude(Body body, double days) {
        requireCovered(days);
        return latitudes[body.index()].value(days);
    }

    /** Returns the change of the longitude in degrees a day; negative while retrograde. */
    public double speed(Body body, double days) {
        requireCovered(days);
        return longitudes[body.index()].slope(days) + nutation.slope(days);
    }

    /** Tells whether a body moves backwards through the zodiac. */
    public boolean isRetrograde(Body body, double days) {
        return speed(body, days) < 0;
    }

    /**
     * Returns the declination, north of the true equator of date positive, in degrees.
     *
     * <pre>
     * sin(declination) = sin(latitude) cos(e) + cos(latitude) sin(e) sin(longitude)
     * </pre>
     *
     * with the true obliquity e.
     *
     * <p>Reference: Jean Meeus, "Astronomical Algorithms", 2nd edition, 1998, chapter 13.
     */
    public double declination(Body body, double days) {
        double longitude = Math.toRadians(longitude(body, days));
        double latitude = Math.toRadians(latitude(body, days));
        double tilt = Math.toRadians(obliquity.value(days));
        return Math.toDegrees(
                Math.asin(
                        Math.sin(latitude) * Math.cos(tilt)
                                + Math.cos(latitude) * Math.sin(tilt) * Math.sin(longitude)));
    }

    /**
     * Returns a planet's longitude seen from the Sun, where it is at that instant, ecliptic and
     * equinox of date, 0 to below 360 degrees.
     *
     * @throws IllegalArgumentException for the Sun and the Moon as well
     */
    public double heliocentricLongitude(Body planet, double days) {
        requireCovered(days);
        ChebyshevSeries series = heliocentric.get(planet);
        if (series == null) {
            throw new IllegalArgumentException(
                    "body must be a planet to be seen from the Sun, was " + planet.key());
        }
        return Angles.fold(series.value(days) + nutation.value(days));
    }

    /** Returns the Earth's longitude seen from the Sun, as with the planets. */
    public double heliocentricLongitudeOfEarth(double days) {
        requireCovered(days);
        return Angles.fold(earth.value(days) + nutation.value(days));
    }

    /** Returns the true obliquity of the ecliptic in degrees. */
    public double obliquity(double days) {
        requireCovered(days);
        return obliquity.value(days);
    }

    /** Returns the distance between the centres of Earth and Sun in astronomical units. */
    public double sunDistance(double days) {
        requireCovered(days);
        return sunDistance.value(days);
    }

    /** Returns the distance between the centres of Earth and Moon in kilometres. */
    public double moonDistance(double days) {
        requireCovered(days);
        return moonDistance.value(days);
    }

    private void requireCovered(double days) {
        // Written so that not-a-number fails as well.
        if (!(days >= firstDay && days <= lastDay)) {
            throw new IllegalArgumentException(
                    "time must be from "
                            + SkyTime.instant(firstDay)
                            + " to "
                            + SkyTime.instant(lastDay)
                            + ", was "
                            + (Double.isNaN(days) ? "no number" : SkyTime.instant(days)));
        }
    }

    /** Reads the table when it is first needed. */
    private static final class Holder {
        static final Ephemeris SHARED = new Ephemeris(PositionTable.load());
    }
}
