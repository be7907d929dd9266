package dev.keel.signals.ehlers.oscillator;

import dev.keel.signals.ehlers.filter.HannFilter;
import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' moving average difference with Hann windowing: by how many percent a short average lies
 * above a long one.
 *
 * <pre>
 * long = int(short + dominantCycle / 2)
 * y    = 100 (HannFilter(short) / HannFilter(long) - 1)
 * </pre>
 *
 * <p>An update takes time in proportion to the lengths. Start: the bars there are; 0 where the long
 * average is 0.
 *
 * <p>Reference: John F. Ehlers, "The MADH: The MAD Indicator, Enhanced", Technical Analysis of
 * Stocks and Commodities, November 2021. His older MAD takes plain averages of 8 and 23 bars.
 */
public final class Madh extends StreamingKernel {
    private final HannFilter fast;
    private final HannFilter slow;

    /**
     * Creates an oscillator at its start.
     *
     * @param shortLength 1 to 500; Ehlers' is 8
     * @param dominantCycle in bars, 2 to 900; Ehlers' is 27
     * @throws IllegalArgumentException if a number is out of range
     */
    public Madh(int shortLength, double dominantCycle) {
        this(
                new HannFilter((int) requireWithin("shortLength", shortLength, 1, 500)),
                new HannFilter(
                        (int)
                                (shortLength
                                        + requireWithin("dominantCycle", dominantCycle, 2, 900)
                                                / 2)));
    }

    private Madh(HannFilter fast, HannFilter slow) {
        super(slow.warmUpBars());
        this.fast = fast;
        this.slow = slow;
    }

    @Override
    public double next(double input) {
        double quick = fast.next(input);
        double late = slow.next(input);
        return 100 * Ratio.orZero(quick - late, late);
    }
}
