package dev.keel.signals.ehlers.filter;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' simple decycler: the price without the cycles shorter than the period, by one pole, hence
 * with little lag.
 *
 * <pre>
 * w  = 2 pi / period,  al = (cos w + sin w - 1) / cos w
 * y  = al/2 (x + x[1]) + (1 - al) y[1]       = x - HighPass1(period) of x
 * </pre>
 *
 * <p>Start: the first output is the input; a constant passes unchanged.
 *
 * <p>Reference: John F. Ehlers, "Decyclers", Technical Analysis of Stocks and Commodities,
 * September 2015.
 */
public final class Decycler extends StreamingKernel {
    private final HighPass1 highPass;
    private double value;
    private double before;

    /**
     * Creates a decycler at its start.
     *
     * @param period the shortest cycle in bars that stays, 5 to 10,000; Ehlers' is 60 or 125
     * @throws IllegalArgumentException if the period is out of range
     */
    public Decycler(double period) {
        this(new HighPass1(period));
    }

    private Decycler(HighPass1 highPass) {
        super(highPass.warmUpBars());
        this.highPass = highPass;
    }

    @Override
    public double next(double input) {
        before = value;
        value = input - highPass.next(input);
        return value;
    }

    /** By how much it rose since the bar before; in price units. */
    public double slope() {
        return bars() == 0 ? 0 : value - before;
    }
}
