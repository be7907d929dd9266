package dev.keel.signals.gann;

/**
 * Squaring price with time, and price as a longitude.
 *
 * <pre>
 * squared      when |D - R f| <= tolerance for an f out of 1/8, 1/4, 1/3, 1/2, 1, 2
 * longitude(P) = P / unit mod 360
 * </pre>
 *
 * <p>D is counted in bars, days or degrees, R is a range, a low or a high in chart units.
 *
 * <p>Reference: W. D. Gann, "How to Make Profits in Commodities", 1941, on squaring the range, the
 * low and the high.
 */
public final class PriceTime {
    private static final double[] FACTORS = {1 / 8.0, 1 / 4.0, 1 / 3.0, 1 / 2.0, 1, 2};
    private static final double CIRCLE = 360;

    /** How many factors there are. */
    public static final int FACTOR_COUNT = FACTORS.length;

    private PriceTime() {}

    /** A factor that the range is multiplied with; in rising order. */
    public static double factor(int index) {
        return FACTORS[index];
    }

    /**
     * Whether time squares a range.
     *
     * @param range in chart units; also a low or a high
     * @param elapsed bars, days or degrees
     * @param tolerance in the same
     */
    public static boolean isSquared(double range, double elapsed, double tolerance) {
        for (double factor : FACTORS) {
            if (Math.abs(elapsed - range * factor) <= tolerance) {
                return true;
            }
        }
        return false;
    }

    /** Calendar days as degrees of a year of 365 days, as Gann's readers count them. */
    public static double daysToDegrees(double days) {
        return days * CIRCLE / 365;
    }

    /**
     * The longitude a price stands for, 0 up to 360 degrees.
     *
     * @param unit price units per degree, above 0
     */
    public static double longitude(double price, double unit) {
        return SquareOfNine.modulo(price / unit, CIRCLE);
    }
}
