package dev.keel.signals.learn.feature;

import dev.keel.core.market.Bar;
import dev.keel.signals.classic.AverageTrueRange;
import java.util.List;

/**
 * What the price did: log returns over 1, 2, 5, 10 and 20 bars, realised volatility over 20 and 60,
 * the average true range as a share of the price, and where in its range the bar closed.
 *
 * <pre>
 * return(n)     = ln(close / close[n])
 * volatility(n) = standard deviation of the last n one-bar log returns, divisor n
 * atr share     = ATR(14) / close
 * close place   = (2 close - high - low) / (high - low), 0 if high = low
 * </pre>
 */
final class PriceFeatures implements FeatureSource {
    private static final int[] RETURNS = {1, 2, 5, 10, 20};
    private static final int[] VOLATILITIES = {20, 60};
    private static final int ATR_PERIOD = 14;

    /** More than the longest look-back, and a power of two. */
    private static final int RING = 64;

    static final FeatureGroup GROUP =
            new FeatureGroup(
                    List.of(
                            feature("return-1", "log", 2),
                            feature("return-2", "log", 3),
                            feature("return-5", "log", 6),
                            feature("return-10", "log", 11),
                            feature("return-20", "log", 21),
                            feature("volatility-20", "log", 21),
                            feature("volatility-60", "log", 61),
                            feature("atr-14-share", "1", ATR_PERIOD + 1),
                            feature("close-place", "1", 1)),
                    (_, _) -> new PriceFeatures());

    private final double[] logs = new double[RING];
    private final AverageTrueRange atr = new AverageTrueRange(ATR_PERIOD);
    private long bars;
    private double close;
    private double place;

    private static Feature feature(String name, String unit, int lookBack) {
        return new Feature("price." + name, unit, lookBack, "price", 1);
    }

    @Override
    public void onBar(Bar bar) {
        double high = bar.highValue();
        double low = bar.lowValue();
        close = bar.closeValue();
        place = high > low ? (2 * close - high - low) / (high - low) : 0;
        atr.update(high, low, close);
        logs[(int) (bars & (RING - 1))] = StrictMath.log(close);
        bars++;
    }

    @Override
    public boolean isReady() {
        return bars > 60;
    }

    @Override
    public void write(double[] row, int offset) {
        int at = offset;
        for (int length : RETURNS) {
            row[at++] = log(0) - log(length);
        }
        for (int length : VOLATILITIES) {
            row[at++] = volatility(length);
        }
        row[at++] = atr.value() / close;
        row[at] = place;
    }

    private double volatility(int length) {
        double mean = (log(0) - log(length)) / length;
        double squares = 0;
        for (int i = 0; i < length; i++) {
            double deviation = log(i) - log(i + 1) - mean;
            squares += deviation * deviation;
        }
        return Math.sqrt(squares / length);
    }

    private double log(int back) {
        return logs[(int) ((bars - 1 - back) & (RING - 1))];
    }
}
