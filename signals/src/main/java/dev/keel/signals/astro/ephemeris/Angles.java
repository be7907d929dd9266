package dev.keel.signals.astro.ephemeris;

/** Angles in degrees on the circle. */
public final class Angles {
    private static final double CIRCLE = 360;

    private Angles() {}

    /** Returns the same direction as 0 or more and less than 360. */
    public static double fold(double degrees) {
        double folded = degrees - CIRCLE * Math.floor(degrees / CIRCLE);
        // A tiny negative angle rounds up to the full circle.
        return folded < CIRCLE ? folded : 0;
    }

    /** Returns the same direction as -180 or more and less than 180. */
    public static double signed(double degrees) {
        return fold(degrees + CIRCLE / 2) - CIRCLE / 2;
    }

    /** Returns how far two directions are apart, 0 to 180. */
    public static double separation(double one, double other) {
        return Math.abs(signed(one - other));
    }
}
