package dev.keel.signals.ehlers.oscillator;

import dev.keel.core.market.Bar;
import dev.keel.signals.ehlers.filter.SuperSmoother;
import dev.keel.signals.indicator.BarKernel;
import dev.keel.signals.indicator.WindowMoments;
import dev.keel.signals.indicator.WindowRange;

/**
 * Ehlers' AM and FM detectors: how wide the bars swing, and which way the market leans whatever the
 * width, as a radio takes the two from one wave.
 *
 * <pre>
 * d  = close - open
 * am = mean over average bars of the highest |d| of envelope bars
 * fm = SuperSmoother(period) of 10 d within -1 .. 1
 * </pre>
 *
 * <p>Start: the bars there are. The bound of 1 is in price units and was made for index funds: at a
 * high price nearly every bar reaches it, and fm then counts directions.
 *
 * <p>Reference: John F. Ehlers, "A Technical Description of Market Data for Traders", Technical
 * Analysis of Stocks and Commodities, May 2021.
 */
public final class Modulation extends BarKernel {
    private static final double LIMITER_GAIN = 10;

    private final WindowRange envelope;
    private final WindowMoments average;
    private final SuperSmoother smoother;
    private double frequency;

    /**
     * Creates the detectors at their start.
     *
     * @param envelopeBars 1 to 10,000; Ehlers' is 4
     * @param averageBars 1 to 10,000; Ehlers' is 8
     * @param period of the smoother, 2 to 10,000; Ehlers' is 30
     */
    public Modulation(int envelopeBars, int averageBars, double period) {
        this(envelopeBars, averageBars, new SuperSmoother(period));
    }

    private Modulation(int envelopeBars, int averageBars, SuperSmoother smoother) {
        super(Math.max(envelopeBars + averageBars - 1, smoother.warmUpBars()));
        envelope = new WindowRange(envelopeBars);
        average = new WindowMoments(averageBars);
        this.smoother = smoother;
    }

    @Override
    protected void next(Bar bar) {
        double move = bar.closeValue() - bar.openValue();
        envelope.add(Math.abs(move));
        average.add(envelope.highest());
        frequency = smoother.next(Math.clamp(LIMITER_GAIN * move, -1, 1));
    }

    /** How wide the bars swing, in price units. */
    public double amplitude() {
        return average.mean();
    }

    /** Which way they lean, -1 to 1. */
    public double frequency() {
        return frequency;
    }

    @Override
    public double output(int index) {
        return index == 0 ? amplitude() : frequency();
    }
}
