package dev.keel.signals.ehlers.cycle;

import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.Window;

/**
 * Ehlers' truncated band pass: the {@link BandPass}, started afresh at every bar so many bars ago,
 * so that a shock is forgotten after as many.
 *
 * <pre>
 * y = (1 - al)/2 (x - x[2]) + be (1 + al) y[1] - al y[2], y of more than length bars ago being 0
 * </pre>
 *
 * <p>An update takes time in proportion to the length. Start: prices before the first are taken to
 * have been the first.
 *
 * <p>Reference: John F. Ehlers, "Truncated Indicators", Technical Analysis of Stocks and
 * Commodities, July 2020.
 */
public final class TruncatedBandPass extends StreamingKernel {
    private final double gain;
    private final double feedback1;
    private final double feedback2;
    private final int length;
    private final Window prices;
    private boolean started;

    /**
     * Creates a filter at its start.
     *
     * @param period the middle of the band in bars, 5 to 10,000; Ehlers' is 20
     * @param bandwidth as a share of the period, 0.01 to 0.9; Ehlers' is 0.1
     * @param length the bars it remembers, 2 to 500; Ehlers' is 10
     * @throws IllegalArgumentException if a number is out of range
     */
    public TruncatedBandPass(double period, double bandwidth, int length) {
        super((int) requireWithin("length", length, 2, 500) + 2);
        double alpha = BandPass.narrowness(period, bandwidth);
        gain = (1 - alpha) / 2;
        feedback1 = Math.cos(2 * Math.PI / period) * (1 + alpha);
        feedback2 = -alpha;
        this.length = length;
        prices = new Window(length + 2);
    }

    @Override
    public double next(double input) {
        if (!started) {
            started = true;
            prices.fill(input);
        }
        prices.add(input);
        double output1 = 0;
        double output2 = 0;
        for (int k = length - 1; k >= 0; k--) {
            double output =
                    gain * (prices.get(k) - prices.get(k + 2))
                            + feedback1 * output1
                            + feedback2 * output2;
            output2 = output1;
            output1 = output;
        }
        return output1;
    }
}
