package dev.keel.signals.indicator;

/** Division for indicators, whose outputs are always finite. */
public final class Ratio {
    private Ratio() {}

    /**
     * Returns the quotient, or 0 where there is no finite one: a market that did not move, or one
     * that moved beyond all measure.
     */
    public static double orZero(double numerator, double denominator) {
        return or(0, numerator, denominator);
    }

    /** Returns the quotient, or another value where there is no finite one. */
    public static double or(double otherwise, double numerator, double denominator) {
        double quotient = numerator / denominator;
        return Double.isFinite(quotient) ? quotient : otherwise;
    }
}
