package dev.keel.signals.ehlers.cycle;

import dev.keel.signals.ehlers.filter.AutomaticGain;
import dev.keel.signals.ehlers.filter.Settling;
import dev.keel.signals.ehlers.filter.TwoPole;
import dev.keel.signals.indicator.StreamingKernel;

/**
 * Ehlers' band pass: what of the price swings with about the period; and the same by its peak.
 *
 * <pre>
 * be = cos(2 pi / period),  ga = 1 / cos(2 pi bandwidth / period),  al = ga - sqrt(ga^2 - 1)
 * y  = (1 - al)/2 (x - x[2]) + be (1 + al) y[1] - al y[2]
 * </pre>
 *
 * <p>Start: the first two outputs are zero. {@link #warmUpBars()} is where 1 % of a wrong start
 * remains, the envelope being {@code al^(n/2)}.
 *
 * <p>Reference: John F. Ehlers, "Empirical Mode Decomposition", Technical Analysis of Stocks and
 * Commodities, March 2010. "Cycle Analytics for Traders" (2013) takes the price through a high pass
 * first and adds one as a trigger; programs after the book differ for that reason.
 */
public final class BandPass extends StreamingKernel {
    private static final int SEEDED_BARS = 2;
    private static final double USUAL_DECAY = 0.991;

    private final TwoPole section;
    private final AutomaticGain gain = new AutomaticGain(USUAL_DECAY);
    private int seeded;
    private double normalised;

    /**
     * Creates a filter at its start.
     *
     * @param period the middle of the band in bars, 5 to 10,000; Ehlers' is 20
     * @param bandwidth the width of the band as a share of the period, 0.01 to 0.9; Ehlers' is 0.3
     * @throws IllegalArgumentException if a number is out of range
     */
    public BandPass(double period, double bandwidth) {
        super(SEEDED_BARS + Settling.ofPair(Math.sqrt(narrowness(period, bandwidth))));
        section = section(period, bandwidth);
    }

    @Override
    public double next(double input) {
        double value;
        if (seeded < SEEDED_BARS) {
            seeded++;
            value = section.remember(input, 0);
        } else {
            value = section.next(input);
        }
        normalised = gain.next(value);
        return value;
    }

    /** The filtered price by its slowly falling peak, -1 to 1. */
    public double normalised() {
        return normalised;
    }

    /** The recursion, for what is made of it. */
    static TwoPole section(double period, double bandwidth) {
        double alpha = narrowness(period, bandwidth);
        double beta = Math.cos(2 * Math.PI / period);
        return new TwoPole((1 - alpha) / 2, 0, -1, beta * (1 + alpha), -alpha);
    }

    /** al of the formula, checked. */
    static double narrowness(double period, double bandwidth) {
        requireWithin("period", period, 5, 10_000);
        requireWithin("bandwidth", bandwidth, 0.01, 0.9);
        double gamma = 1 / Math.cos(2 * Math.PI * bandwidth / period);
        return gamma - Math.sqrt(gamma * gamma - 1);
    }
}
