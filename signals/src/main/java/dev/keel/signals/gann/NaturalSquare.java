package dev.keel.signals.gann;

/**
 * The squares of 24, 52, 90, 144 and 360: as many bars by as many price units from a pivot.
 *
 * <p>One definition for all of them. From the pivot (bar t0, price P0), with N the square and u the
 * price units per bar of the fan:
 *
 * <pre>
 * level(line)    = P0 + N u fraction(line)      eighths and thirds, see {@link Fractions}
 * date(line)     = t0 + N fraction(line)
 * diagonal(t)    = corner + slope u (t - t of the corner), slope out of ±1, ±2, ±1/2
 * </pre>
 *
 * <p>The square of 24 may also be read as hours of the circle: {@link #hours} gives P (1 + k / 24),
 * and {@link #hourWeight} 1 for multiples of 6 (90 degrees), 0.6 for other multiples of 3, 0.3 for
 * the rest. The square of 360 may also be read in degrees: its parts of 30, 45, 60, 90 and 120 are
 * {@link #degrees}.
 *
 * <p>Reference: W. D. Gann, "Master Charts", 1930 to 1955, as reprinted; the fractions are those of
 * {@link Fractions}.
 *
 * @param number how many bars, and how many units
 * @param bar of the pivot
 * @param price of the pivot
 * @param unit price units per bar, above 0
 */
public record NaturalSquare(int number, double bar, double price, double unit) {
    private static final double HOURS = 24;

    public NaturalSquare {
        if (number < 1) {
            throw new IllegalArgumentException("number must be at least 1, was " + number);
        }
        if (!(unit > 0)) {
            throw new IllegalArgumentException("unit must be above 0, was " + unit);
        }
    }

    /** The price of a horizontal line. */
    public double level(int line) {
        return price + number * unit * Fractions.at(line);
    }

    /** The bar of a vertical line. */
    public double date(int line) {
        return bar + number * Fractions.at(line);
    }

    /**
     * The price of a diagonal at a bar.
     *
     * @param slope in units per bar, such as 1, 2 or 0.5; negative falls
     */
    public double diagonal(Corner corner, double slope, double atBar) {
        double begin = bar + (corner.right ? number : 0);
        double base = price + (corner.top ? number * unit : 0);
        return base + slope * unit * (atBar - begin);
    }

    /** The square of 360 in degrees: {@code degrees} units above the base. */
    public double degrees(double degrees) {
        return price + degrees * unit;
    }

    /** The square of 24 as hours of the circle: the price k twenty-fourths further. */
    public static double hours(double base, int k) {
        return base * (1 + k / HOURS);
    }

    /** What an hour weighs. */
    public static double hourWeight(int k) {
        if (k % 6 == 0) {
            return 1;
        }
        return k % 3 == 0 ? 0.6 : 0.3;
    }

    /** A corner of the square. */
    public enum Corner {
        BOTTOM_LEFT(false, false),
        TOP_LEFT(true, false),
        BOTTOM_RIGHT(false, true),
        TOP_RIGHT(true, true);

        private final boolean top;
        private final boolean right;

        Corner(boolean top, boolean right) {
            this.top = top;
            this.right = right;
        }
    }
}
