package dev.keel.signals.gann;

/**
 * Price lines from a pivot, each a multiple of a unit of price per bar.
 *
 * <pre>
 * level(k, t) = P0 + d k u (t - t0)            d = 1 from a low, -1 from a high
 * q           = d (close - P0) / (u (t - t0))  the slope that was achieved, in units of 1x1
 * score       = -d                             once the pivot is broken: q <= 0
 *             = d min(1, max(-1, log2(q) / 2)) otherwise
 * </pre>
 *
 * <p>A line's name is PxT: P price units per T bars. Sources disagree on the order of the two, so
 * the multiple k decides, and the name only labels it.
 *
 * <p>The unit, price per bar, is chosen once, at the pivot: {@link #unitOfRange}, {@link
 * #unitOfSwing}, {@link #rootLevel} for lines on the square root of price, or a number of ticks
 * that the user sets for a symbol, as Gann did with a cent a day for grain.
 *
 * <p>Reference: W. D. Gann, "The Basis of My Forecasting Method", 1935; the nominal angles are his
 * protractor's, no arctangents. The score is Keel's.
 *
 * @param direction 1 for a fan that rises from a low, -1 for one that falls from a high
 * @param bar of the pivot
 * @param price of the pivot
 * @param unit price units per bar, above 0
 */
public record GannFan(int direction, double bar, double price, double unit) {
    /** How many lines a fan has. */
    public static final int LINES = 9;

    private static final double[] SLOPES = {1 / 8.0, 1 / 4.0, 1 / 3.0, 1 / 2.0, 1, 2, 3, 4, 8};
    private static final double[] WEIGHTS = {0.3, 0.6, 0.3, 0.8, 1, 0.8, 0.3, 0.6, 0.3};
    private static final double[] NOMINAL = {7.5, 15, 18.75, 26.25, 45, 63.75, 71.25, 75, 82.5};
    private static final String[] NAMES = {
        "1x8", "1x4", "1x3", "1x2", "1x1", "2x1", "3x1", "4x1", "8x1"
    };

    public GannFan {
        if (direction != 1 && direction != -1) {
            throw new IllegalArgumentException("direction must be 1 or -1, was " + direction);
        }
        if (!(unit > 0)) {
            throw new IllegalArgumentException("unit must be above 0, was " + unit);
        }
    }

    /** The multiple of the unit that a line climbs per bar; lines are in rising order. */
    public static double slope(int line) {
        return SLOPES[line];
    }

    /** What a line weighs, 0.3 to 1. */
    public static double weight(int line) {
        return WEIGHTS[line];
    }

    /** Such as {@code 2x1}, two price units per bar. */
    public static String name(int line) {
        return NAMES[line];
    }

    /** Gann's protractor value, in degrees. */
    public static double nominalAngle(int line) {
        return NOMINAL[line];
    }

    /** The price of a line at a bar. */
    public double level(int line, double atBar) {
        return price + direction * SLOPES[line] * unit * (atBar - bar);
    }

    /** q: the slope achieved at a bar after the pivot, in units of 1x1; below 0 once broken. */
    public double ratio(double close, double atBar) {
        return direction * (close - price) / (unit * (atBar - bar));
    }

    /** What the ratio says, -1 to 1: 0 on the 1x1, half on the 2x1, all on the 4x1 and beyond. */
    public double score(double close, double atBar) {
        double ratio = ratio(close, atBar);
        if (ratio <= 0) {
            return -direction;
        }
        double strength = Math.log(ratio) / Math.log(2) / 2;
        return direction * Math.clamp(strength, -1.0, 1.0);
    }

    /**
     * The unit by the average true range at the pivot.
     *
     * @param multiple 0.5 to 1
     */
    public static double unitOfRange(double averageTrueRange, double multiple) {
        return multiple * averageTrueRange;
    }

    /** The unit that makes the 1x1 join two pivots. */
    public static double unitOfSwing(double low, double high, double bars) {
        return (high - low) / bars;
    }

    /**
     * A line on the root of price: {@code (sqrt(P0) + d k s (t - t0))²}, s = 2 / bars of a circle.
     *
     * @param barsPerCircle how many bars make one full turn of the square of nine
     * @return 0 where the root ends
     */
    public static double rootLevel(
            int direction, double price, double slope, double barsPerCircle, double bars) {
        double root = Math.sqrt(price) + direction * slope * 2 / barsPerCircle * bars;
        return root > 0 ? root * root : 0;
    }
}
