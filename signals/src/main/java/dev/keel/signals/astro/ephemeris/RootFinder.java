package dev.keel.signals.astro.ephemeris;

import java.util.function.DoubleUnaryOperator;

/**
 * Finds where a continuous function of time crosses zero between two times at which its signs
 * differ.
 *
 * <p>False position that halves the weight of the end that stays (the "Illinois" rule), and a plain
 * halving wherever that gains less than half: the bracket always shrinks, and the crossing is found
 * to a hundredth of a second.
 *
 * <p>Reference: M. Dowell and P. Jarratt, "A modified regula falsi method", BIT 11, 1971.
 */
public final class RootFinder {
    private static final double TOLERANCE_DAYS = 1e-7;
    private static final int MOST_STEPS = 200;

    private RootFinder() {}

    /** Tells whether a function with these values at two times crosses zero between them. */
    public static boolean brackets(double atStart, double atEnd) {
        return (atStart < 0 && atEnd >= 0) || (atStart > 0 && atEnd <= 0);
    }

    /**
     * Returns the time of the crossing.
     *
     * @throws IllegalArgumentException if the signs at the ends are the same
     */
    public static double find(DoubleUnaryOperator function, double start, double end) {
        double low = start;
        double high = end;
        double atLow = function.applyAsDouble(low);
        double atHigh = function.applyAsDouble(high);
        if (atLow == 0) {
            return low;
        }
        if (!brackets(atLow, atHigh)) {
            throw new IllegalArgumentException(
                    "function must change its sign, was " + atLow + " and " + atHigh);
        }
        End movedLast = End.NONE;
        for (int step = 0; step < MOST_STEPS && high - low > TOLERANCE_DAYS; step++) {
            // Every third step halves, so that a flat function cannot stall the search.
            double middle =
                    step % 3 == 2
                            ? (low + high) / 2
                            : low - atLow * (high - low) / (atHigh - atLow);
            double value = function.applyAsDouble(middle);
            if (value == 0) {
                return middle;
            }
            if (brackets(atLow, value)) {
                high = middle;
                atHigh = value;
                atLow = movedLast == End.HIGH ? atLow / 2 : atLow;
                movedLast = End.HIGH;
            } else {
                low = middle;
                atLow = value;
                atHigh = movedLast == End.LOW ? atHigh / 2 : atHigh;
                movedLast = End.LOW;
            }
        }
        return (low + high) / 2;
    }

    /** The end of a bracket that a step moved. */
    private enum End {
        NONE,
        LOW,
        HIGH
    }
}
