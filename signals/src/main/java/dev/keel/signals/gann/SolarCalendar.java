package dev.keel.signals.gann;

import java.time.Instant;
import java.util.List;

/**
 * Where the Sun is, for dates that are counted by it. This package knows no astronomy; whoever does
 * gives it. Immutable, for any number of threads.
 */
public interface SolarCalendar {
    /** Tells whether the Sun's place is known at an instant in milliseconds since 1970. */
    boolean covers(long epochMillis);

    /**
     * The Sun's geocentric longitude, 0 up to 360 degrees, at an instant that is covered, in
     * milliseconds since 1970.
     */
    double longitude(long epochMillis);

    /**
     * When the Sun passes the {@link TimeCycles#SEASONS} in a calendar year, UTC; none if the year
     * is not covered.
     */
    List<Instant> seasonalDates(int year);
}
