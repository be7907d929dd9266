package dev.keel.signals.astro;

import dev.keel.signals.astro.ephemeris.Body;
import dev.keel.signals.astro.ephemeris.Ephemeris;
import dev.keel.signals.astro.ephemeris.SkyTime;

/**
 * Longitudes and speeds of all bodies at the last full hour, UTC, kept until the next one: between
 * two hours the Moon moves half a degree and everything else a few hundredths.
 *
 * <p>So what depends on the sky is the same for all bars that close within an hour, and costs next
 * to nothing on short ones.
 */
final class SkyHour {
    private static final long MILLIS_PER_HOUR = 3_600_000;
    private static final long NONE = Long.MIN_VALUE;

    private final Ephemeris ephemeris;
    private final double[] longitudes = new double[Body.COUNT];
    private final double[] speeds = new double[Body.COUNT];
    private long hour = NONE;
    private double days;

    SkyHour(Ephemeris ephemeris) {
        this.ephemeris = ephemeris;
    }

    /**
     * Moves to a time.
     *
     * @return whether another hour has begun
     * @throws IllegalArgumentException if the ephemeris does not cover it
     */
    boolean moveTo(long epochMillis) {
        long now = Math.floorDiv(epochMillis, MILLIS_PER_HOUR);
        if (now == hour) {
            return false;
        }
        days = SkyTime.days(now * MILLIS_PER_HOUR);
        ephemeris.longitudes(days, longitudes);
        ephemeris.speeds(days, speeds);
        hour = now;
        return true;
    }

    double days() {
        return days;
    }

    double longitude(Body body) {
        return longitudes[body.index()];
    }

    double speed(Body body) {
        return speeds[body.index()];
    }
}
