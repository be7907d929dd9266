package dev.keel.signals.indicator;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Bars for the tests, oldest first, one an hour from 1970 on. */
public final class Bars {

    private static final BarFormat FORMAT = new BarFormat(Timeframe.H1, 4, 0);

    private Bars() {}

    /** A bar in ten-thousandths. */
    public static Bar bar(int index, double open, double high, double low, double close) {
        return of(FORMAT, index, units(open), units(high), units(low), units(close));
    }

    /** A walk whose steps and bar ranges are about 1 %, with a drift that turns every 150 bars. */
    public static List<Bar> turningMarket(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Bar> bars = new ArrayList<>();
        double close = 1_000;
        for (int i = 0; i < count; i++) {
            double open = close;
            double drift = i / 150 % 2 == 0 ? 2 : -2;
            close = Math.max(200, open + drift + 8 * random.nextGaussian());
            double high = Math.max(open, close) + 6 * random.nextDouble();
            double low = Math.min(open, close) - 6 * random.nextDouble();
            bars.add(bar(i, open, high, low, close));
        }
        return bars;
    }

    /** The same market with a volume between 100 and 1,000 on every bar. */
    public static List<Bar> turningMarketWithVolume(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed + 1);
        return turningMarket(seed, count).stream()
                .map(bar ->
                        new Bar(
                                bar.format(),
                                bar.openMillis(),
                                bar.open(),
                                bar.high(),
                                bar.low(),
                                bar.close(),
                                random.nextLong(100, 1_001)))
                .toList();
    }

    /** The same market upside down: each price is as far below the level as it was above. */
    public static List<Bar> mirrored(List<Bar> bars, double level) {
        long twice = 2 * units(level);
        List<Bar> mirrored = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            mirrored.add(
                    of(
                            bar.format(),
                            i,
                            twice - bar.open(),
                            twice - bar.low(),
                            twice - bar.high(),
                            twice - bar.close()));
        }
        return mirrored;
    }

    public static Bar of(BarFormat format, int index, long open, long high, long low, long close) {
        return new Bar(format, index * 3_600_000L, open, high, low, close, 0);
    }

    private static long units(double price) {
        return Math.round(price * 10_000);
    }
}
