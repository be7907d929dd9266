package dev.keel.signals.ehlers.filter;

import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' and Way's error-correcting average: an exponential average that is pulled to the price by
 * the gain which would have brought it nearest.
 *
 * <pre>
 * al  = 2 / (length + 1)
 * ema = al x + (1 - al) ema[1]
 * y   = al (ema + g (x - y[1])) + (1 - al) y[1],  g of -limit, -limit + .1 ... limit with the
 *       least |x - y|, the lower of two
 * </pre>
 *
 * <p>The error is linear in the gain, so the best one is computed instead of tried out. Start: both
 * averages at the first price. {@link #warmUpBars()} is where 1 % of a wrong start remains in the
 * plain average.
 *
 * <p>Reference: John F. Ehlers and Ric Way, "Zero Lag (Well, Almost)", Technical Analysis of Stocks
 * and Commodities, November 2010.
 */
public final class ZeroLagAverage extends StreamingKernel {
    private static final int STEPS_PER_UNIT = 10;

    private final double alpha;
    private final double gainLimit;
    private double average;
    private double corrected;
    private boolean started;

    /**
     * Creates an average at its start.
     *
     * @param length 1 to 10,000; Ehlers' is 20
     * @param gainLimit the largest gain either way, 0 to 100; Ehlers' is 5
     * @throws IllegalArgumentException if a number is out of range
     */
    public ZeroLagAverage(int length, double gainLimit) {
        super(1 + Settling.ofPole(1 - 2 / (requireWithin("length", length, 1, 10_000) + 1)));
        alpha = 2.0 / (length + 1);
        this.gainLimit = Math.round(STEPS_PER_UNIT * requireWithin("gainLimit", gainLimit, 0, 100));
    }

    @Override
    public double next(double input) {
        if (!started) {
            started = true;
            average = input;
            corrected = input;
            return input;
        }
        average = alpha * input + (1 - alpha) * average;
        double plain = alpha * average + (1 - alpha) * corrected;
        double pull = alpha * (input - corrected);
        double best = Ratio.orZero(input - plain, pull);
        double steps = Math.clamp(Math.ceil(best * STEPS_PER_UNIT - 0.5), -gainLimit, gainLimit);
        corrected = plain + pull * steps / STEPS_PER_UNIT;
        return corrected;
    }

    /** The plain exponential average. */
    public double average() {
        return average;
    }
}
