package dev.keel.sim.data;

import java.time.Instant;

/**
 * A move that is out of all proportion to the usual ones.
 *
 * @param line of the bar
 * @param at when the bar opens
 * @param kind what moved
 * @param move the natural logarithm of the ratio of both prices
 * @param deviations how many robust standard deviations that is from the median
 */
public record Spike(long line, Instant at, Kind kind, double move, double deviations) {
    /** What moved. */
    public enum Kind {
        /** From close to close. */
        CLOSE,
        /** From the body of the bar to its high. */
        HIGH,
        /** From the body of the bar to its low. */
        LOW
    }
}
