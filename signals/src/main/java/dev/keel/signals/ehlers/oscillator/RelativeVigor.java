package dev.keel.signals.ehlers.oscillator;

import dev.keel.core.market.Bar;
import dev.keel.signals.indicator.BarKernel;
import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.WindowMoments;

/**
 * Ehlers' relative vigor index: how much of its range a bar gains from open to close, on average.
 *
 * <pre>
 * s(v)    = (v + 2 v[1] + 2 v[2] + v[3]) / 6
 * y       = sum over n of s(close - open) / sum over n of s(high - low)
 * trigger = y[1]
 * </pre>
 *
 * <p>Start: what lies before the first bar is zero; 0 while no bar has a range. Settled exactly
 * after n + 3 bars.
 *
 * <p>Reference: John F. Ehlers, "Relative Vigor Index", Technical Analysis of Stocks and
 * Commodities, January 2002; "Cybernetic Analysis for Stocks and Futures", Wiley, 2004, chapter 6.
 */
public final class RelativeVigor extends BarKernel {
    private final FourTaps gains = new FourTaps();
    private final FourTaps ranges = new FourTaps();
    private final WindowMoments gainSum;
    private final WindowMoments rangeSum;
    private double value;
    private double trigger;

    /**
     * Creates an index at its start.
     *
     * @param length n, 1 to 10,000; Ehlers' is 10
     */
    public RelativeVigor(int length) {
        super(length + 4);
        gainSum = new WindowMoments(length);
        rangeSum = new WindowMoments(length);
    }

    @Override
    protected void next(Bar bar) {
        trigger = value;
        gainSum.add(gains.next(bar.closeValue() - bar.openValue()));
        rangeSum.add(ranges.next(bar.highValue() - bar.lowValue()));
        value = Ratio.orZero(gainSum.sum(), rangeSum.sum());
    }

    @Override
    public double output(int index) {
        return index == 0 ? value : trigger;
    }

    /** (v + 2 v[1] + 2 v[2] + v[3]) / 6. */
    private static final class FourTaps {
        private double input1;
        private double input2;
        private double input3;

        double next(double input) {
            double smoothed = (input + 2 * input1 + 2 * input2 + input3) / 6;
            input3 = input2;
            input2 = input1;
            input1 = input;
            return smoothed;
        }
    }
}
