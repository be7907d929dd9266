package dev.keel.signals.classic;

import dev.keel.core.market.Bar;
import dev.keel.signals.indicator.BarInput;
import dev.keel.signals.indicator.BarKernel;
import dev.keel.signals.indicator.Ratio;
import dev.keel.signals.indicator.WindowMoments;

/**
 * The volume-weighted average price over the last bars.
 *
 * <pre>
 * y = sum of (high + low + close)/3 volume / sum of volume
 * </pre>
 *
 * <p>Where no bar of the window knows its volume, it is the plain mean. Start: the bars there are.
 *
 * <p>Reference: S. Berkowitz, D. Logue and E. Noser, "The Total Cost of Transactions on the NYSE",
 * Journal of Finance, 1988.
 */
public final class RollingVolumeAverage extends BarKernel {
    private final WindowMoments turnover;
    private final WindowMoments volume;
    private final WindowMoments prices;

    /**
     * Creates an average at its start.
     *
     * @param period 1 to 10,000
     */
    public RollingVolumeAverage(int period) {
        super(period);
        turnover = new WindowMoments(period);
        volume = new WindowMoments(period);
        prices = new WindowMoments(period);
    }

    @Override
    protected void next(Bar bar) {
        double price = BarInput.HLC3.of(bar);
        prices.add(price);
        volume.add(bar.volumeValue());
        turnover.add(price * bar.volumeValue());
    }

    @Override
    public double output(int output) {
        return volume.sum() > 0
                ? Ratio.or(prices.mean(), turnover.sum(), volume.sum())
                : prices.mean();
    }
}
