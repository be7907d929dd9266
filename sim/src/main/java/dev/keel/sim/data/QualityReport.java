package dev.keel.sim.data;

import dev.keel.core.market.Timeframe;
import dev.keel.sim.market.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a file of bars is worth: what was read, what was refused and why, and what is peculiar about
 * what was kept.
 *
 * @param source the file
 * @param timeframe of the bars
 * @param span the opens of the first and the last bar
 * @param rows what became of the rows
 * @param refused every row that was refused, by its line
 * @param gaps stretches without bars
 * @param spikes moves out of proportion, the greatest first
 * @param figures what else was counted
 */
public record QualityReport(
        SourceKey source,
        Timeframe timeframe,
        Span span,
        Rows rows,
        List<Refusal> refused,
        Gaps gaps,
        List<Spike> spikes,
        Figures figures) {
    public QualityReport {
        refused = List.copyOf(refused);
        spikes = List.copyOf(spikes);
    }

    /** The opens of the first and the last bar. */
    public record Span(Instant first, Instant last) {}

    /**
     * What became of the rows.
     *
     * @param read all rows but the header
     * @param kept those that are in the series
     * @param refused those that are not
     * @param outOfOrder rows that came after a later one, and were put in their place
     */
    public record Rows(long read, long kept, long refused, long outOfOrder) {}

    /**
     * Stretches without bars.
     *
     * @param calendar what they were held against
     * @param closed stretches in which the market was closed
     * @param holidays stretches of one or more whole days on which an otherwise open market was
     *     shut
     * @param unexplained stretches in which bars should be
     * @param missingBars bars that should be there in those
     * @param longest the longest distance from the close before a gap to the open after it
     * @param list the unexplained ones and the holidays, by time
     */
    public record Gaps(
            String calendar,
            int closed,
            int holidays,
            int unexplained,
            long missingBars,
            Duration longest,
            List<Gap> list) {
        public Gaps {
            list = List.copyOf(list);
        }
    }

    /**
     * What else was counted.
     *
     * @param overlaps bars that open before the one before them has closed
     * @param flatBars bars whose four prices are equal
     * @param staleRuns stretches of {@value Quality#STALE_BARS} or more bars that repeat one price
     * @param longestStaleRun bars of the longest of them; 0 without any
     * @param longestStaleLine the line where it begins; 0 without any
     * @param zeroVolumeBars bars whose volume is 0, which is to say unknown
     * @param roundedVolumes volumes that lost digits
     * @param adjustedBars bars whose prices were changed by corporate actions
     */
    public record Figures(
            int overlaps,
            int flatBars,
            int staleRuns,
            int longestStaleRun,
            long longestStaleLine,
            int zeroVolumeBars,
            int roundedVolumes,
            int adjustedBars) {}

    /**
     * Whether nothing was refused or put in another place: the file can be read as it is. What is
     * only peculiar does not count.
     */
    public boolean isClean() {
        return rows.refused == 0 && rows.outOfOrder == 0;
    }

    /** Whether there is nothing that a strict reader would stop at. */
    public boolean isFaultless() {
        return isClean()
                && gaps.unexplained == 0
                && spikes.isEmpty()
                && figures.overlaps == 0
                && figures.staleRuns == 0;
    }
}
