package dev.keel.signals.classic;

import dev.keel.core.market.Bar;
import dev.keel.signals.indicator.BarIndicator;

/**
 * Wilder's average true range: how far the price usually moves within a bar, gaps from the last
 * close included.
 *
 * <pre>
 * tr  = max(high, close[1]) - min(low, close[1])
 * atr = (atr[1] (period - 1) + tr) / period
 * </pre>
 *
 * <p>Start, as in TA-Lib: the first bar has no true range; the first average is the plain mean of
 * the {@code period} true ranges after it. Until then the value is the mean of those there are,
 * zero at the first bar.
 *
 * <p>Reference: J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978.
 */
public final class AverageTrueRange implements BarIndicator {

    private static final double REMAINING_DECAY = 4.606;

    private final int period;
    private long bars;
    private double previousClose;
    private double value;

    public AverageTrueRange(int period) {
        this.period = period;
    }

    /**
     * Takes the next bar, whose prices are finite and in order, and returns the average, in price
     * units.
     */
    public double update(double high, double low, double close) {
        if (bars > 0) {
            double trueRange = Math.max(high, previousClose) - Math.min(low, previousClose);
            long weight = Math.min(bars, period);
            value = (value * (weight - 1) + trueRange) / weight;
        }
        previousClose = close;
        bars++;
        return value;
    }

    public double value() {
        return value;
    }

    @Override
    public void update(Bar bar) {
        update(bar.highValue(), bar.lowValue(), bar.closeValue());
    }

    @Override
    public double output(int index) {
        return value;
    }

    @Override
    public long bars() {
        return bars;
    }

    /** The bars until 1 % of the first average remains. */
    @Override
    public int warmUpBars() {
        int decay =
                period == 1 ? 0 : (int) Math.ceil(REMAINING_DECAY / -Math.log(1 - 1.0 / period));
        return period + 1 + decay;
    }

    /** Whether the first average is complete, which is where TA-Lib answers first. */
    @Override
    public boolean isReady() {
        return bars > period;
    }
}
