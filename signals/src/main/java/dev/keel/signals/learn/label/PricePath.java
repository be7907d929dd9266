package dev.keel.signals.learn.label;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;

/** The prices of a series as columns of doubles, oldest first. */
public final class PricePath {
    private final double[] open;
    private final double[] high;
    private final double[] low;
    private final double[] close;

    private PricePath(double[] open, double[] high, double[] low, double[] close) {
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
    }

    public static PricePath of(BarSeries bars) {
        int size = bars.size();
        PricePath path =
                new PricePath(
                        new double[size], new double[size], new double[size], new double[size]);
        for (int i = 0; i < size; i++) {
            Bar bar = bars.bar(i);
            path.open[i] = bar.openValue();
            path.high[i] = bar.highValue();
            path.low[i] = bar.lowValue();
            path.close[i] = bar.closeValue();
        }
        return path;
    }

    /** Bars that consist of their close. */
    public static PricePath ofCloses(double... closes) {
        return new PricePath(closes.clone(), closes.clone(), closes.clone(), closes.clone());
    }

    public int size() {
        return close.length;
    }

    public double open(int index) {
        return open[index];
    }

    public double high(int index) {
        return high[index];
    }

    public double low(int index) {
        return low[index];
    }

    public double close(int index) {
        return close[index];
    }

    /** The log return of each bar on the one before; 0 for the first. */
    public double[] logReturns() {
        double[] returns = new double[size()];
        for (int i = 1; i < returns.length; i++) {
            returns[i] = StrictMath.log(close[i] / close[i - 1]);
        }
        return returns;
    }
}
