package dev.keel.signals.learn.feature;

import dev.keel.core.market.Bar;
import java.util.List;

/**
 * When the bar closed, as places on circles: the UTC time of day and the day of the week, so that
 * 23:59 lies beside 00:00 and Sunday beside Monday.
 *
 * <pre>
 * sin and cos of 2 pi x (share of the day or of the week that is over)
 * </pre>
 */
final class CalendarFeatures implements FeatureSource {
    private static final long DAY = 86_400_000L;
    private static final long WEEK = 7 * DAY;

    /** 1970-01-01 was a Thursday, three days after Monday. */
    private static final long MONDAY = 3 * DAY;

    static final FeatureGroup GROUP =
            new FeatureGroup(
                    List.of(
                            feature("day-sin"),
                            feature("day-cos"),
                            feature("week-sin"),
                            feature("week-cos")),
                    (_, _) -> new CalendarFeatures());

    private double day;
    private double week;

    private static Feature feature(String name) {
        return new Feature("calendar." + name, "1", 1, "calendar", 1);
    }

    @Override
    public void onBar(Bar bar) {
        long close = bar.closeMillis();
        day = (double) Math.floorMod(close, DAY) / DAY;
        week = (double) Math.floorMod(close + MONDAY, WEEK) / WEEK;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void write(double[] row, int offset) {
        row[offset] = sine(day);
        row[offset + 1] = cosine(day);
        row[offset + 2] = sine(week);
        row[offset + 3] = cosine(week);
    }

    private static double cosine(double turn) {
        return sine(turn < 0.75 ? turn + 0.25 : turn - 0.75);
    }

    /**
     * The sine of a share of a full turn, 0 to below 1, by the first eighth of a turn: {@code
     * StrictMath} is the same on every machine, but allocates beyond that.
     */
    private static double sine(double turn) {
        if (turn >= 0.5) {
            return -sine(turn - 0.5);
        }
        double quarter = turn > 0.25 ? 0.5 - turn : turn;
        return quarter <= 0.125
                ? StrictMath.sin(2 * Math.PI * quarter)
                : StrictMath.cos(2 * Math.PI * (0.25 - quarter));
    }
}
