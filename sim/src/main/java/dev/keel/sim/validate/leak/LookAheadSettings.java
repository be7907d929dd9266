package dev.keel.sim.validate.leak;

/**
 * How hard to look.
 *
 * @param mostBars only the last so many bars are analysed; at least 10
 * @param mostCuts at how many bars the future is changed, at most; at least 1. Bars with signals
 *     come first, half of them at most if there are more, the rest is spread evenly
 * @param datesMatter whether the strategy computes with absolute dates by design, so that moving
 *     the bars by years says nothing about it
 * @param seed of the other futures
 */
public record LookAheadSettings(int mostBars, int mostCuts, boolean datesMatter, long seed) {
    /** A cut at every one of the last 2,000 bars. */
    public static final LookAheadSettings USUAL = new LookAheadSettings(2_000, 2_000, false, 1);

    public LookAheadSettings {
        if (mostBars < 10) {
            throw new IllegalArgumentException("mostBars must be at least 10, was " + mostBars);
        }
        if (mostCuts < 1) {
            throw new IllegalArgumentException("mostCuts must be at least 1, was " + mostCuts);
        }
    }
}
