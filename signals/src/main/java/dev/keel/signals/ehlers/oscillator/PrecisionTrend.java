package dev.keel.signals.ehlers.oscillator;

import dev.keel.signals.ehlers.filter.HighPass2024;
import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' precision trend analysis: the cycles between two long periods, and how fast they turn.
 *
 * <pre>
 * y    = HighPass2024(longPeriod) of x - HighPass2024(shortPeriod) of x
 * rate = shortPeriod / (2 pi) (y - y[1])
 * </pre>
 *
 * <p>Start: three zeros. {@link #warmUpBars()} is that of the longer high pass.
 *
 * <p>Reference: John F. Ehlers, "Precision Trend Analysis", Technical Analysis of Stocks and
 * Commodities, September 2024.
 */
public final class PrecisionTrend extends StreamingKernel {
    private final HighPass2024 slow;
    private final HighPass2024 fast;
    private final double rateScale;
    private double value;
    private double rate;

    /**
     * Creates a trend at its start.
     *
     * @param longPeriod 2 to 10,000; Ehlers' is 250
     * @param shortPeriod 2 to the long one; Ehlers' is 40
     * @throws IllegalArgumentException if a period is out of range
     */
    public PrecisionTrend(double longPeriod, double shortPeriod) {
        this(
                new HighPass2024(requireWithin("longPeriod", longPeriod, 2, 10_000)),
                new HighPass2024(requireWithin("shortPeriod", shortPeriod, 2, longPeriod)),
                shortPeriod);
    }

    private PrecisionTrend(HighPass2024 slow, HighPass2024 fast, double shortPeriod) {
        super(slow.warmUpBars());
        this.slow = slow;
        this.fast = fast;
        rateScale = shortPeriod / (2 * Math.PI);
    }

    @Override
    public double next(double input) {
        double before = value;
        value = slow.next(input) - fast.next(input);
        rate = rateScale * (value - before);
        return value;
    }

    /** How fast it rises, scaled to be as large as a cycle of the short period. */
    public double rate() {
        return rate;
    }
}
