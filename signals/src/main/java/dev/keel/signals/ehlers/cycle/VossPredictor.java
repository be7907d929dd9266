package dev.keel.signals.ehlers.cycle;

import dev.keel.signals.ehlers.filter.Settling;
import dev.keel.signals.ehlers.filter.TwoPole;
import dev.keel.signals.indicator.StreamingKernel;
import dev.keel.signals.indicator.Window;

/**
 * Ehlers' Voss predictor: a filter with negative delay behind a band pass, which runs ahead of it
 * by some bars where the market cycles, and overshoots where it does not.
 *
 * <pre>
 * m    = 3 predict
 * filt = BandPass(period, bandwidth) of x
 * sum  = sum over k = 0 .. m-1 of (k + 1)/m voss[m - k]
 * voss = (3 + m)/2 filt - sum
 * </pre>
 *
 * <p>An update takes time in proportion to the bars ahead. Start: the first five outputs of the
 * band pass are zero. {@link #warmUpBars()} is that of the band pass and twice the order; how fast
 * the predictor forgets depends on both.
 *
 * <p>Reference: John F. Ehlers, "A Peek Into the Future", Technical Analysis of Stocks and
 * Commodities, August 2019.
 */
public final class VossPredictor extends StreamingKernel {
    private static final int SEEDED_BARS = 5;
    private static final int ORDER_PER_BAR = 3;

    private final TwoPole section;
    private final Window history;
    private final int order;
    private int seeded;
    private double filtered;

    /**
     * Creates a predictor at its start.
     *
     * @param period the cycle in bars, 5 to 10,000; Ehlers' is 20
     * @param predict the bars ahead, 1 to 50; Ehlers' is 3
     * @param bandwidth of the band pass, 0.01 to 0.9; Ehlers' is 0.25
     * @throws IllegalArgumentException if a number is out of range
     */
    public VossPredictor(double period, int predict, double bandwidth) {
        super(
                SEEDED_BARS
                        + Settling.ofPair(Math.sqrt(BandPass.narrowness(period, bandwidth)))
                        + 2 * ORDER_PER_BAR * (int) requireWithin("predict", predict, 1, 50));
        order = ORDER_PER_BAR * predict;
        section = BandPass.section(period, bandwidth);
        history = new Window(order);
    }

    @Override
    public double next(double input) {
        if (seeded < SEEDED_BARS) {
            seeded++;
            filtered = section.remember(input, 0);
        } else {
            filtered = section.next(input);
        }
        double sum = 0;
        for (int k = 0; k < order; k++) {
            sum += (k + 1.0) / order * history.get(order - 1 - k);
        }
        double predicted = (3 + order) / 2.0 * filtered - sum;
        history.add(predicted);
        return predicted;
    }

    /** The band pass that the predictor runs ahead of. */
    public double filtered() {
        return filtered;
    }
}
