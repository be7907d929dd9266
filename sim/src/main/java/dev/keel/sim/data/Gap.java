package dev.keel.sim.data;

import java.time.Instant;

/**
 * A stretch without bars between two bars.
 *
 * @param from when the last bar before it closed
 * @param to when the first bar after it opens
 * @param line of the bar after it
 * @param kind why it is there, as far as the calendar tells
 * @param missing bars that should have opened in it while the market was open
 */
public record Gap(Instant from, Instant to, long line, Kind kind, long missing) {
    /** What the calendar says of a gap. */
    public enum Kind {
        /** The market was closed all the time. */
        CLOSED,
        /** The market has closed hours, and was shut for one or more whole days besides. */
        HOLIDAY,
        /** Bars should be here. */
        MISSING
    }
}
