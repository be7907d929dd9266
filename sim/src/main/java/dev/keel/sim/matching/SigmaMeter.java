package dev.keel.sim.matching;

/**
 * The standard deviation of a bar's return, from the bars so far: {@code s2 = 0.97 x s2 + 0.03 x
 * r2}, where r is the logarithm of close over close before. Known after {@value #LEAST_RETURNS}
 * returns.
 *
 * <p>Reference: J.P. Morgan and Reuters, "RiskMetrics Technical Document", 4th ed. 1996, section
 * 5.2, with its weight for a longer memory, 0.97.
 */
final class SigmaMeter {
    private static final double PAST = 0.97;
    private static final int LEAST_RETURNS = 20;

    private double before;
    private double variance;
    private int returns;

    /** The close of the next bar. */
    void add(double close) {
        if (before > 0) {
            double move = StrictMath.log(close / before);
            variance = returns == 0 ? move * move : PAST * variance + (1 - PAST) * move * move;
            returns++;
        }
        before = close;
    }

    /** The standard deviation; 0 while it is not known. */
    double sigma() {
        return returns < LEAST_RETURNS ? 0 : StrictMath.sqrt(variance);
    }
}
