package dev.keel.sim.market;

/**
 * A row of a file that was not taken over.
 *
 * @param line of the file counted from 1, the header; in a file without lines the row, counted from
 *     1
 * @param detail what was wrong, in words that name the line
 */
public record Refusal(long line, Reason reason, String detail) {
    /** Why a row is refused. */
    public enum Reason {
        /** It cannot be read as a row: fields are missing, or are no times or numbers. */
        MALFORMED("not readable as a row"),
        /** High is not the highest of the four prices, or low not the lowest. */
        PRICES("high and low do not enclose open and close"),
        /** A price is not on the tick. */
        OFF_TICK("a price is no multiple of the tick"),
        /** A row before had the same time and the same values. */
        REPEATED("the same row was there before"),
        /** A row before had the same time and other values. */
        CONTRADICTING("a row of the same time with other values was there before"),
        /** It comes too late to be put in its place. */
        LATE("belongs to a time that is over");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }
}
