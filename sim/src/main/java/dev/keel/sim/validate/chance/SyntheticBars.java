package dev.keel.sim.validate.chance;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Price;
import dev.keel.core.statistics.Bootstrap;
import java.math.RoundingMode;
import java.util.SplittableRandom;

/**
 * Markets made of the bars of a real one, drawn in blocks.
 *
 * <p>A bar is drawn with its open, high, low and close as ratios to the close before it, and with
 * its volume; the first drawn bar follows the first real close. Times are those of the real bars.
 * Prices are rounded to the tick, and are at least one.
 */
final class SyntheticBars {
    private final BarSeries bars;
    private final Bootstrap bootstrap;
    private final long tickUnits;

    /**
     * @param tick prices are multiples of it
     */
    SyntheticBars(BarSeries bars, Bootstrap bootstrap, Price tick) {
        if (bars.size() < 2) {
            throw new IllegalArgumentException("bars must be at least 2, were " + bars.size());
        }
        this.bars = bars;
        this.bootstrap = bootstrap;
        this.tickUnits =
                Math.max(
                        1,
                        tick.value()
                                .movePointRight(bars.format().priceDecimals())
                                .setScale(0, RoundingMode.UP)
                                .longValueExact());
    }

    /** The next market, as long as the real one. */
    BarSeries next(SplittableRandom random) {
        int[] positions = new int[bars.size() - 1];
        bootstrap.draw(positions.length, positions, random);
        BarSeries.Builder series = BarSeries.builder(bars.format());
        Bar last = bars.bar(0);
        series.add(last);
        for (int i = 0; i < positions.length; i++) {
            Bar before = bars.bar(positions[i]);
            Bar drawn = bars.bar(positions[i] + 1);
            double factor = (double) last.close() / before.close();
            last = scaled(drawn, factor, bars.openMillis(i + 1));
            series.add(last);
        }
        return series.build();
    }

    private Bar scaled(Bar bar, double factor, long openMillis) {
        return new Bar(
                bar.format(),
                openMillis,
                scaled(bar.open(), factor),
                scaled(bar.high(), factor),
                scaled(bar.low(), factor),
                scaled(bar.close(), factor),
                bar.volume());
    }

    /** Rounding keeps the order of a bar's prices. */
    private long scaled(long price, double factor) {
        double ticks = Math.min(price * factor / tickUnits, (double) (1L << 50));
        return Math.multiplyExact(Math.max(1, Math.round(ticks)), tickUnits);
    }
}
