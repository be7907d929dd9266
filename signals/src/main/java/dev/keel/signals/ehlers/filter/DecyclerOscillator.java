package dev.keel.signals.ehlers.filter;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' decycler oscillator: the cycles between two periods, as the difference of two high
 * passes; above zero where the longer trend points up.
 *
 * <pre>
 * y = HighPass(slowPeriod) of x - HighPass(fastPeriod) of x
 * </pre>
 *
 * <p>Start: two zeros. It is in price units; some texts print it as percent of the price.
 *
 * <p>Reference: John F. Ehlers, "Decyclers", Technical Analysis of Stocks and Commodities,
 * September 2015.
 */
public final class DecyclerOscillator extends StreamingKernel {
    private final HighPass fast;
    private final HighPass slow;

    /**
     * Creates an oscillator at its start.
     *
     * @param fastPeriod 3 to 10,000; Ehlers' is 30
     * @param slowPeriod above the fast one, to 10,000; Ehlers' is 60
     * @throws IllegalArgumentException if a period is out of range
     */
    public DecyclerOscillator(double fastPeriod, double slowPeriod) {
        this(
                new HighPass(
                        requireWithin(
                                "fastPeriod",
                                fastPeriod,
                                HighPass.SHORTEST_PERIOD,
                                HighPass.LONGEST_PERIOD)),
                new HighPass(
                        requireWithin(
                                "slowPeriod", slowPeriod, fastPeriod, HighPass.LONGEST_PERIOD)));
    }

    private DecyclerOscillator(HighPass fast, HighPass slow) {
        super(Math.max(fast.warmUpBars(), slow.warmUpBars()));
        this.fast = fast;
        this.slow = slow;
    }

    @Override
    public double next(double input) {
        return slow.next(input) - fast.next(input);
    }
}
