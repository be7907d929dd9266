package dev.keel.sim.market;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import java.time.Duration;

/**
 * What is peculiar about a series of bars. Nothing of it is an error.
 *
 * @param gaps how often the next bar opens later than this one closes
 * @param missingBars how many whole bars would fit into the gaps
 * @param longestGap the longest distance between the opens of the bars at both ends of a gap; zero
 *     without gaps
 * @param overlaps how often the next bar opens before this one closes, as at the change to summer
 *     time
 * @param flatBars bars whose four prices are equal
 * @param zeroVolumeBars bars whose volume is 0, which is to say unknown
 * @param roundedVolumes volumes that lost digits when they were read, because the sum of all would
 *     not have fit 64 bits
 */
public record DataQuality(
        int bars,
        int gaps,
        long missingBars,
        Duration longestGap,
        int overlaps,
        int flatBars,
        int zeroVolumeBars,
        int roundedVolumes) {

    /** Counts what a series shows; of rounded volumes it shows none. */
    public static DataQuality of(BarSeries series) {
        return of(series, 0);
    }

    /** Counts what a series shows, of which some volumes were rounded when it was read. */
    public static DataQuality of(BarSeries series, int roundedVolumes) {
        long timeframe = series.format().timeframe().toMillis();
        int gaps = 0;
        long missing = 0;
        long longest = 0;
        int overlaps = 0;
        for (int i = 1; i < series.size(); i++) {
            long distance = series.openMillis(i) - series.openMillis(i - 1);
            if (distance > timeframe) {
                gaps++;
                missing += distance / timeframe - 1;
                longest = Math.max(longest, distance);
            } else if (distance < timeframe) {
                overlaps++;
            }
        }
        int flat = 0;
        int unknownVolume = 0;
        for (int i = 0; i < series.size(); i++) {
            Bar bar = series.bar(i);
            flat += bar.high() == bar.low() ? 1 : 0;
            unknownVolume += bar.volume() == 0 ? 1 : 0;
        }
        return new DataQuality(
                series.size(),
                gaps,
                missing,
                Duration.ofMillis(longest),
                overlaps,
                flat,
                unknownVolume,
                roundedVolumes);
    }
}
