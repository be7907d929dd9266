package dev.keel.signals.gann;

/**
 * The square of nine: numbers wound around a square, where a full turn adds 2 to the root.
 *
 * <pre>
 * level(P, theta) = (sqrt(P) + theta / 180)²      theta in degrees, negative is down
 * angle(P)        = (180 sqrt(P) - 225) mod 360
 * </pre>
 *
 * <p>Prices are in chart units, see {@link PriceScale}. Some public calculators divide by 360:
 * their levels are half as wide, and theirs, not Gann's wheel, where 1, 9, 25, 49 lie on one spoke.
 *
 * <p>Reference: P. Mikula, "Gann's Scientific Methods Unveiled", 1995; the soybean levels of 1948
 * as published by fibonaccitrader.com.
 */
public final class SquareOfNine {
    private static final double DEGREES_PER_ROOT = 180;
    private static final double FIRST_ANGLE = 225;
    private static final double CIRCLE = 360;
    private static final double SPOKE = 45;
    private static final double CROSS = 90;
    private static final double SQUARED_WITHIN = 2;

    private SquareOfNine() {}

    /**
     * The price that lies some degrees on.
     *
     * @param price in chart units, above 0
     * @return in chart units; 0 where the wheel ends
     */
    public static double level(double price, double degrees) {
        double root = Math.sqrt(price) + degrees / DEGREES_PER_ROOT;
        return root > 0 ? root * root : 0;
    }

    /** The degrees from one price to another, both in chart units. */
    public static double degreesBetween(double from, double to) {
        return (Math.sqrt(to) - Math.sqrt(from)) * DEGREES_PER_ROOT;
    }

    /** Where a number lies on the wheel, 0 up to 360 degrees: odd squares at 315, even at 135. */
    public static double angle(double price) {
        return modulo(DEGREES_PER_ROOT * Math.sqrt(price) - FIRST_ANGLE, CIRCLE);
    }

    /** Whether two numbers lie on spokes that are a multiple of 45 degrees apart. */
    public static boolean onSameSpoke(double first, double second, double toleranceDegrees) {
        return fromMultiple(angle(first) - angle(second), SPOKE) < toleranceDegrees;
    }

    /**
     * Whether price and time are squared: the bars or days since a pivot lie within 2 degrees of a
     * multiple of 90 from the pivot's price.
     *
     * @param price of the pivot, in chart units
     * @param elapsed bars or days, above 0
     */
    public static boolean isSquared(double price, double elapsed) {
        return fromMultiple(angle(elapsed) - angle(price), CROSS) <= SQUARED_WITHIN;
    }

    /**
     * The weight of a line: 1 for whole turns, 0.8 for the cardinal cross (multiples of 90), 0.6
     * for the ordinal cross (odd multiples of 45), 0.3 for all else.
     */
    public static double weight(double degrees) {
        if (fromMultiple(degrees, CIRCLE) == 0) {
            return 1;
        }
        if (fromMultiple(degrees, CROSS) == 0) {
            return 0.8;
        }
        return fromMultiple(degrees, SPOKE) == 0 ? 0.6 : 0.3;
    }

    /** How far a number is from the nearest multiple of a step. */
    static double fromMultiple(double value, double step) {
        double rest = modulo(value, step);
        return Math.min(rest, step - rest);
    }

    /** The rest, from 0 up to the step. */
    static double modulo(double value, double step) {
        double rest = value % step;
        return rest < 0 ? rest + step : rest;
    }
}
