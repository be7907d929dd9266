package dev.keel.signals.ehlers.filter;

import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.WindowMoments;

/**
 * Ehlers' deviation-scaled moving average: an exponential average that follows the faster, the more
 * unusual the last move is.
 *
 * <pre>
 * z  = x - x[2],  f = SuperSmoother(period / 2) of z
 * al = |f / rms of f over period bars| 5 / period, at most 1
 * y  = al x + (1 - al) y[1]
 * </pre>
 *
 * <p>Start: the first price; z is zero for two bars. How fast a wrong start wears off depends on
 * the market; {@link #warmUpBars()}, five periods, is where a steady market leaves less than 1 %.
 *
 * <p>Reference: John F. Ehlers, "The Deviation-Scaled Moving Average", Technical Analysis of Stocks
 * and Commodities, July 2018. Deviation: the weight of a price is held to 1, above which the
 * average would overshoot.
 */
public final class DeviationScaledAverage extends StreamingKernel {
    private static final int PERIODS_TO_SETTLE = 5;

    private final double scale;
    private final SuperSmoother smoother;
    private final WindowMoments squares;
    private double input1;
    private double input2;
    private double average;
    private int taken;

    /**
     * Creates an average at its start.
     *
     * @param period in bars, 4 to 10,000; Ehlers' is 40
     * @throws IllegalArgumentException if it is out of range
     */
    public DeviationScaledAverage(int period) {
        super(PERIODS_TO_SETTLE * (int) requireWithin("period", period, 4, 10_000));
        scale = 5.0 / period;
        smoother = new SuperSmoother(period / 2.0);
        squares = new WindowMoments(period);
    }

    @Override
    public double next(double input) {
        double filtered = smoother.next(taken < 2 ? 0 : input - input2);
        squares.add(filtered * filtered);
        double rms = Math.sqrt(Math.max(0, squares.mean()));
        double alpha = Math.min(1, Math.abs(Ratio.orZero(filtered, rms)) * scale);
        average = taken == 0 ? input : alpha * input + (1 - alpha) * average;
        input2 = input1;
        input1 = input;
        taken = Math.min(taken + 1, 2);
        return average;
    }
}
