package dev.keel.core.performance;

import java.util.Optional;

/** The relative changes of equity from bar to bar. */
final class Returns {
    /** The fourth power of a million of these is still finite. */
    private static final double LARGEST = 1e70;

    private Returns() {}

    /**
     * One return for each bar; none at all if there are fewer than two bars, or if equity that was
     * 0 or below would have to be divided by, or is so near to 0 that a return is beyond all
     * measure.
     */
    static Optional<double[]> of(EquityCurve curve) {
        double[] returns = new double[curve.size()];
        double previous = curve.start();
        for (int i = 0; i < returns.length; i++) {
            if (previous <= 0) {
                return Optional.empty();
            }
            returns[i] = curve.equity(i) / previous - 1;
            if (Math.abs(returns[i]) > LARGEST) {
                return Optional.empty();
            }
            previous = curve.equity(i);
        }
        return returns.length < 2 ? Optional.empty() : Optional.of(returns);
    }

    /** How many bars there are a year, as the data have them. */
    static double barsPerYear(EquityCurve curve) {
        double span = curve.lastMillis() - curve.startMillis();
        return curve.size() / (span / CurveStatistics.MILLIS_PER_YEAR);
    }
}
