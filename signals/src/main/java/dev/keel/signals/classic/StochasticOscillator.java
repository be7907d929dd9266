package dev.keel.signals.classic;

import dev.keel.core.market.Bar;
import dev.keel.signals.indicator.BarKernel;
import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.WindowMoments;
import dev.keel.signals.indicator.WindowRange;

/**
 * Lane's stochastic oscillator: where the close lies between the lowest low and the highest high,
 * smoothed (%K), and that smoothed once more (%D); 0 to 100.
 *
 * <pre>
 * fast = 100 (close - lowest low of n) / (highest high of n - lowest low of n)
 * k    = mean of fast over slowing bars,  d = mean of k over signal bars
 * </pre>
 *
 * <p>With a slowing of 1 it is the fast stochastic. Start: the bars there are, 50 without a range.
 *
 * <p>Reference: George Lane, "Lane's Stochastics", Technical Analysis of Stocks and Commodities,
 * June 1984; TA-Lib 0.4.0, STOCH with plain averages.
 */
public final class StochasticOscillator extends BarKernel {
    private final WindowRange highs;
    private final WindowRange lows;
    private final WindowMoments slowing;
    private final WindowMoments signal;

    /**
     * Creates an oscillator at its start.
     *
     * @param length n, 1 to 10,000; usual is 14
     * @param slowingBars 1 to 10,000; usual is 3
     * @param signalBars 1 to 10,000; usual is 3
     */
    public StochasticOscillator(int length, int slowingBars, int signalBars) {
        super(length + slowingBars + signalBars - 2);
        highs = new WindowRange(length);
        lows = new WindowRange(length);
        slowing = new WindowMoments(slowingBars);
        signal = new WindowMoments(signalBars);
    }

    @Override
    protected void next(Bar bar) {
        highs.add(bar.highValue());
        lows.add(bar.lowValue());
        double lowest = lows.lowest();
        slowing.add(100 * Ratio.or(0.5, bar.closeValue() - lowest, highs.highest() - lowest));
        signal.add(slowing.mean());
    }

    @Override
    public double output(int output) {
        return output == 0 ? slowing.mean() : signal.mean();
    }
}
