package dev.keel.signals.astro.ephemeris;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The time scale of the ephemeris: days of Universal Time since 2000-01-01T12:00Z, negative before
 * it. A double holds such a time to a microsecond.
 *
 * <p>The difference between Universal Time and the uniform time of the orbits is inside the table.
 */
public final class SkyTime {
    private static final double MILLIS_PER_DAY = 86_400_000;
    private static final long EPOCH_MILLIS = 946_728_000_000L;

    private SkyTime() {}

    /**
     * Converts milliseconds since 1970 to days.
     *
     * @param epochMillis since 1970-01-01T00:00Z
     */
    public static double days(long epochMillis) {
        return (epochMillis - EPOCH_MILLIS) / MILLIS_PER_DAY;
    }

    public static double days(Instant instant) {
        return days(instant.toEpochMilli());
    }

    /** Returns midnight at the beginning of a year. */
    public static double startOfYear(int year) {
        return days(LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** Returns the instant, rounded to the millisecond. */
    public static Instant instant(double days) {
        return Instant.ofEpochMilli(EPOCH_MILLIS + Math.round(days * MILLIS_PER_DAY));
    }

    /** Returns the calendar year, in UTC, that the time lies in. */
    public static int year(double days) {
        return instant(days).atZone(ZoneOffset.UTC).getYear();
    }
}
