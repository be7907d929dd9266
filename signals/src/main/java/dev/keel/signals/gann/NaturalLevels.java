package dev.keel.signals.gann;

/**
 * Levels that follow from a price alone: octaves, vibrations and multiples of the extremes.
 *
 * <ul>
 *   <li><b>Octave</b>: in chart units, the band from a power of two to the next, in eighths: {@code
 *       2^floor(log2 P') (1 + j / 8)}.
 *   <li><b>Vibration</b>: the range of the swing that ended at a pivot, laid off from it again and
 *       again: {@code P + k v}, with the halves between as minor lines.
 *   <li><b>Natural range</b>: half of the highest high; the lowest low plus 100 %, 200 % and 300 %
 *       of itself.
 * </ul>
 *
 * <p>Reference: W. D. Gann, "45 Years in Wall Street", 1949, on 50 % of the high and multiples of
 * the low. Octave and vibration have no accepted formula: these are Keel's definitions.
 */
public final class NaturalLevels {
    private static final double EIGHTHS = 8;

    private NaturalLevels() {}

    /** The power of two at or below a price in chart units, which is above 0. */
    public static double octaveBase(double price) {
        return Math.scalb(1.0, Math.getExponent(price));
    }

    /**
     * A line of the octave that a price lies in, in chart units.
     *
     * @param eighth 0 to 8
     */
    public static double octave(double price, int eighth) {
        return octaveBase(price) * (1 + eighth / EIGHTHS);
    }

    /**
     * A vibration level.
     *
     * @param halves how many half ranges from the pivot; negative is down
     */
    public static double vibration(double pivot, double range, int halves) {
        return pivot + halves * range / 2;
    }

    /** Half of the highest high. */
    public static double halfOfHigh(double highest) {
        return highest / 2;
    }

    /**
     * The lowest low plus a multiple of itself.
     *
     * @param multiple 1 for 100 %
     */
    public static double multipleOfLow(double lowest, int multiple) {
        return lowest * (1 + multiple);
    }
}
