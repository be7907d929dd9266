package dev.keel.signals.classic;

import dev.keel.core.market.Bar;
import dev.keel.signals.indicator.BarKernel;
import dev.keel.signals.indicator.WindowRange;

/**
 * Donchian's channel: the highest high and the lowest low of the last bars, this one included, and
 * the middle of the two.
 *
 * <p>Start: the bars there are. Reference: Richard Donchian, "Commodities: Trend-Following Methods
 * in Commodity Price Analysis", Commodity Year Book, 1957; TA-Lib 0.4.0, MAX and MIN.
 */
public final class DonchianChannel extends BarKernel {
    private final WindowRange highs;
    private final WindowRange lows;

    /**
     * Creates a channel at its start.
     *
     * @param period 1 to 10,000; Donchian's is 20
     */
    public DonchianChannel(int period) {
        super(period);
        highs = new WindowRange(period);
        lows = new WindowRange(period);
    }

    @Override
    protected void next(Bar bar) {
        highs.add(bar.highValue());
        lows.add(bar.lowValue());
    }

    public double upper() {
        return highs.highest();
    }

    public double lower() {
        return lows.lowest();
    }

    @Override
    public double output(int output) {
        return switch (output) {
            case 0 -> upper();
            case 1 -> (upper() + lower()) / 2;
            default -> lower();
        };
    }
}
