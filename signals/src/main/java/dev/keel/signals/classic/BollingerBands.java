package dev.keel.signals.classic;

import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.WindowMoments;

/**
 * Bollinger's bands: a plain mean, and so many standard deviations around it.
 *
 * <pre>
 * middle       = mean of x over period bars
 * deviation    = root of the mean of (x - middle)^2 over the same bars
 * upper, lower = middle + or - width deviation
 * </pre>
 *
 * <p>{@link #value()} is the middle. The deviation is that of the population, divided by the period
 * and not by one less, as Bollinger and TA-Lib have it. Start: the bars there are.
 *
 * <p>Reference: John Bollinger, "Bollinger on Bollinger Bands", 2001.
 */
public final class BollingerBands extends StreamingKernel {
    private final double width;
    private final WindowMoments moments;
    private double middle;
    private double deviation;

    /**
     * Creates bands at their start.
     *
     * @param period 1 to 10,000; Bollinger's is 20
     * @param width in standard deviations, 0 to 100; Bollinger's is 2
     * @throws IllegalArgumentException if a number is out of range
     */
    public BollingerBands(int period, double width) {
        super((int) requireWithin("period", period, 1, 10_000));
        this.width = requireWithin("width", width, 0, 100);
        moments = new WindowMoments(period);
    }

    @Override
    public double next(double input) {
        moments.add(input);
        middle = moments.mean();
        deviation = moments.standardDeviation();
        return middle;
    }

    public double upper() {
        return middle + width * deviation;
    }

    public double lower() {
        return middle - width * deviation;
    }

    /** The standard deviation of the population, in price units. */
    public double deviation() {
        return deviation;
    }
}
