package dev.keel.sim.market;

/**
 * How much faster than real time a replay runs; 3600 plays an hour in a second.
 *
 * @param factor 0.01 to 10^9, or 0 for as fast as possible
 */
public record ReplaySpeed(double factor) {
    /** As fast as possible. */
    public static final ReplaySpeed MAX = new ReplaySpeed(0);

    public ReplaySpeed {
        if (factor != 0 && !(factor >= 0.01 && factor <= 1e9)) {
            throw new IllegalArgumentException(
                    "speed must be 0 (as fast as possible) or from 0.01 to 1000000000, was "
                            + factor);
        }
    }

    /**
     * Parses a number or {@code max}.
     *
     * @throws IllegalArgumentException if the text is neither, or the number is out of range
     */
    public static ReplaySpeed parse(String text) {
        if (text.equals("max")) {
            return MAX;
        }
        try {
            return new ReplaySpeed(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "speed must be a number or max, was '" + text + "'", e);
        }
    }

    public boolean isMax() {
        return factor == 0;
    }
}
