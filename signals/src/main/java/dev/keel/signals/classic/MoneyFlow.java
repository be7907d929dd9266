package dev.keel.signals.classic;

import dev.keel.core.market.Bar;
import dev.keel.signals.indicator.BarInput;
import dev.keel.signals.indicator.BarKernel;
import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.WindowMoments;

/**
 * The money flow index: a strength index of turnover, 0 to 100.
 *
 * <pre>
 * p = (high + low + close)/3,  flow = p volume, positive where p rose, negative where it fell
 * y = 100 sum of positive flow / sum of all flow, over period bars
 * </pre>
 *
 * <p>50 where there is no flow, as where no bar knows its volume. Start: the moves there are.
 *
 * <p>Reference: G. Quong and A. Soudack, "Volume-Weighted RSI: Money Flow", Technical Analysis of
 * Stocks and Commodities, March 1989.
 */
public final class MoneyFlow extends BarKernel {
    private final WindowMoments rises;
    private final WindowMoments moves;
    private double before;

    /**
     * Creates an index at its start.
     *
     * @param period 1 to 10,000; usual is 14
     */
    public MoneyFlow(int period) {
        super(period + 1);
        rises = new WindowMoments(period);
        moves = new WindowMoments(period);
    }

    @Override
    protected void next(Bar bar) {
        double price = BarInput.HLC3.of(bar);
        if (bars() > 0) {
            double flow = price * bar.volumeValue();
            rises.add(price > before ? flow : 0);
            moves.add(price == before ? 0 : flow);
        }
        before = price;
    }

    @Override
    public double output(int index) {
        if (bars() <= 1) {
            return 50;
        }
        return 100 * Math.clamp(Ratio.or(0.5, rises.sum(), moves.sum()), 0, 1);
    }
}
