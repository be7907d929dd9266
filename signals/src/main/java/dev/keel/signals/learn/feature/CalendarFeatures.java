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
        day = 2 * Math.PI * Math.floorMod(close, DAY) / DAY;
        week = 2 * Math.PI * Math.floorMod(close + MONDAY, WEEK) / WEEK;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void write(double[] row, int offset) {
        row[offset] = StrictMath.sin(day);
        row[offset + 1] = StrictMath.cos(day);
        row[offset + 2] = StrictMath.sin(week);
        row[offset + 3] = StrictMath.cos(week);
    }
}
