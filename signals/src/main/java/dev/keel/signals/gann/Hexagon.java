package dev.keel.signals.gann;

/**
 * The hexagon chart: numbers wound around a hexagon, whose n-th ring ends at 3 n (n - 1).
 *
 * <pre>
 * ring(a)         = (3 + sqrt(9 + 12 a)) / 6
 * level(a, theta) = 3 m (m - 1),  m = ring(a) + theta / 360
 * </pre>
 *
 * <p>Prices are in chart units, see {@link PriceScale}. Spokes lie every 60 degrees, minor ones
 * every 30.
 *
 * <p>Reference: "Gann hexagon chart", technical-analysis-addins.com.
 */
public final class Hexagon {
    private static final double CIRCLE = 360;
    private static final double SPOKE = 60;

    private Hexagon() {}

    /** The number that ends a ring, such as 6 for the second. */
    public static double ringEnd(double ring) {
        return 3 * ring * (ring - 1);
    }

    /** The ring of a number of at least 0; whole at the end of a ring. */
    public static double ring(double number) {
        return (3 + Math.sqrt(9 + 12 * number)) / 6;
    }

    /**
     * The number that lies some degrees on.
     *
     * @return 0 where the chart ends
     */
    public static double level(double number, double degrees) {
        double ring = ring(number) + degrees / CIRCLE;
        return ring > 1 ? ringEnd(ring) : 0;
    }

    /** The degrees from one number to another. */
    public static double degreesBetween(double from, double to) {
        return (ring(to) - ring(from)) * CIRCLE;
    }

    /** The weight of a line: 1 for whole turns, 0.6 for other multiples of 60, 0.3 for all else. */
    public static double weight(double degrees) {
        if (SquareOfNine.fromMultiple(degrees, CIRCLE) == 0) {
            return 1;
        }
        return SquareOfNine.fromMultiple(degrees, SPOKE) == 0 ? 0.6 : 0.3;
    }
}
