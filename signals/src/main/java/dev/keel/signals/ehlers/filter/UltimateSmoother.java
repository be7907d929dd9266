package dev.keel.signals.ehlers.filter;

import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' Ultimate Smoother: the price without what {@link HighPass2024} lets through, which has
 * next to no lag at cycles well above the period.
 *
 * <pre>
 * y = x - HighPass2024(period) of x
 *   = (1 - c1) x + (2 c1 - c2) x[1] - (c1 + c3) x[2] + c2 y[1] + c3 y[2]
 * </pre>
 *
 * <p>Start: the first three outputs are the inputs; a constant passes unchanged.
 *
 * <p>Reference: John F. Ehlers, "The Ultimate Smoother", Technical Analysis of Stocks and
 * Commodities, April 2024.
 */
public final class UltimateSmoother extends StreamingKernel {
    private final HighPass2024 highPass;

    /**
     * Creates a smoother at its start.
     *
     * @param period the critical period in bars, 2 to 10,000
     * @throws IllegalArgumentException if the period is out of range
     */
    public UltimateSmoother(double period) {
        this(new HighPass2024(period));
    }

    private UltimateSmoother(HighPass2024 highPass) {
        super(highPass.warmUpBars());
        this.highPass = highPass;
    }

    @Override
    public double next(double input) {
        return input - highPass.next(input);
    }
}
