package dev.keel.sim.validate.leak;

import java.time.Instant;

/**
 * A signal that changed with what the strategy cannot have known.
 *
 * @param kind what was changed
 * @param barOpen the first bar whose signal differs
 * @param bar its position in the bars that were analysed, counted from 0
 * @param cut the position of the last bar that was left as it was; the bar itself where no future
 *     was changed
 * @param original the signal on the real bars, or "no signal"
 * @param changed the signal after the change
 */
public record Leak(Kind kind, Instant barOpen, int bar, int cut, String original, String changed) {

    /** What gave a strategy away. */
    public enum Kind {
        FUTURE_MISSING("the bars after it were taken away"),
        FUTURE_PERTURBED("the bars after it had other prices"),
        FUTURE_REVERSED("the bars after it came in the opposite order"),
        FUTURE_SHUFFLED("the bars after it came in another order"),
        /** State that outlives a run: what the first run saw, the second one knows. */
        SECOND_RUN("the same bars were played a second time"),
        /** The signal is not of the bar it came with, or not at the price it was made at. */
        TIMING("it must be named after its bar's close, and enter at that close"),
        /**
         * The bars were moved by 28 years, after which weekdays and dates of the year are the same.
         * A strategy that knows the data by heart, such as from a file, no longer finds its place;
         * one that computes with absolute dates, such as planets, changes too.
         */
        DATES("all bars were moved by 28 years");

        private final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }

        /** What was done to the run, for people; "it" is the bar. */
        public String meaning() {
            return meaning;
        }

        static Kind of(Future future) {
            return switch (future) {
                case MISSING -> FUTURE_MISSING;
                case PERTURBED -> FUTURE_PERTURBED;
                case REVERSED -> FUTURE_REVERSED;
                case SHUFFLED -> FUTURE_SHUFFLED;
            };
        }
    }
}
