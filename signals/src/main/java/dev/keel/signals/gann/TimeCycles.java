package dev.keel.signals.gann;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/**
 * Dates counted from a pivot: in bars, in calendar days, in degrees of the Sun, in years.
 *
 * <p>All instants are milliseconds since 1970, UTC.
 *
 * <p>Reference: W. D. Gann, "Mechanical Method and Trend Indicator", 1934, on time periods.
 */
public final class TimeCycles {
    /** What is counted, in bars, days or degrees. */
    public static final List<Integer> COUNTS =
            List.of(30, 45, 60, 72, 90, 120, 135, 144, 150, 180, 210, 225, 240, 270, 315, 330, 360);

    /** Anniversaries, in years. */
    public static final List<Integer> YEARS =
            List.of(1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 49, 52, 60, 84, 90);

    /** The Sun's longitudes of the seasonal dates, in degrees: eighths and thirds of the circle. */
    public static final List<Integer> SEASONS =
            List.of(0, 30, 45, 60, 90, 120, 135, 150, 180, 210, 225, 240, 270, 300, 315, 330);

    private static final long DAY_MILLIS = 86_400_000;
    private static final double YEAR_MILLIS = 365.2422 * DAY_MILLIS;
    private static final double CIRCLE = 360;
    private static final int ITERATIONS = 12;
    private static final double CLOSE_ENOUGH_DEGREES = 1e-9;

    private TimeCycles() {}

    /** What a count weighs: 1 for multiples of 90, 0.6 for those of 45, 0.3 for the rest. */
    public static double weight(int count) {
        if (count % 90 == 0) {
            return 1;
        }
        return count % 45 == 0 ? 0.6 : 0.3;
    }

    /** The instant some calendar days on. */
    public static long afterDays(long epochMillis, int days) {
        return epochMillis + days * DAY_MILLIS;
    }

    /**
     * The instant some years on: the same month and day, the last of February for the 29th where
     * there is none.
     */
    public static long afterYears(long epochMillis, int years) {
        return Instant.ofEpochMilli(epochMillis)
                .atOffset(ZoneOffset.UTC)
                .plusYears(years)
                .toInstant()
                .toEpochMilli();
    }

    /**
     * The instant when the Sun has gone some degrees on.
     *
     * @param degrees above 0; may exceed a circle
     * @param longitude the Sun's longitude at an instant, 0 up to 360 degrees
     * @throws IllegalArgumentException if the longitude is not that of a body that takes about a
     *     year
     */
    public static long afterSolarDegrees(
            long epochMillis, double degrees, LongToDoubleFunction longitude) {
        double target = longitude.applyAsDouble(epochMillis) + degrees;
        double at = (double) epochMillis + degrees / CIRCLE * YEAR_MILLIS;
        for (int i = 0; i < ITERATIONS; i++) {
            double missing = missing(target, longitude.applyAsDouble(Math.round(at)));
            at += missing / CIRCLE * YEAR_MILLIS;
            if (Math.abs(missing) < CLOSE_ENOUGH_DEGREES) {
                break;
            }
        }
        long found = Math.round(at);
        if (Math.abs(missing(target, longitude.applyAsDouble(found))) > 1e-4) {
            throw new IllegalArgumentException(
                    "longitude must be that of the Sun, missed "
                            + degrees
                            + " degrees after "
                            + epochMillis);
        }
        return found;
    }

    /** The degrees still to go, -180 to 180. */
    private static double missing(double target, double longitude) {
        return SquareOfNine.modulo(target - longitude + CIRCLE / 2, CIRCLE) - CIRCLE / 2;
    }
}
