package dev.keel.signals.astro.ephemeris;

import java.time.Instant;
import java.util.Optional;

/**
 * A body at an instant, seen from the Earth; angles in degrees, ecliptic and equinox of date.
 *
 * @param longitude 0 to below 360
 * @param latitude north positive
 * @param speed of the longitude, in degrees a day
 * @param declination north of the true equator positive
 * @param heliocentricLongitude of a planet, seen from the Sun
 */
public record SkyPosition(
        Body body,
        Instant at,
        double longitude,
        double latitude,
        double speed,
        double declination,
        Optional<Double> heliocentricLongitude) {

    public boolean isRetrograde() {
        return speed < 0;
    }

    public ZodiacSign sign() {
        return ZodiacSign.of(longitude);
    }

    /** Returns how far it is into its sign, 0 to below 30. */
    public double degreeInSign() {
        return ZodiacSign.degreeIn(longitude);
    }
}
