package dev.keel.sim.data;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Bars that look like a market's, of a seed. */
final class SomeBars {
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private SomeBars() {}

    static BarSeries of(long seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        BarFormat format = new BarFormat(Timeframe.M1, random.nextInt(0, 6), random.nextInt(0, 4));
        BarSeries.Builder series = BarSeries.builder(format);
        long millis = START.toEpochMilli();
        long price = 1_000L + random.nextInt(100_000);
        for (int i = 0; i < size; i++) {
            long open = price;
            price = Math.max(1, price + random.nextInt(-50, 51));
            long high = Math.max(open, price) + random.nextInt(20);
            long low = Math.max(1, Math.min(open, price) - random.nextInt(20));
            series.add(new Bar(format, millis, open, high, low, price, random.nextInt(1_000)));
            millis += 60_000L * (random.nextInt(10) == 0 ? 3 : 1);
        }
        return series.build();
    }

    static List<Bar> list(BarSeries series) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            bars.add(series.bar(i));
        }
        return bars;
    }

    static String csv(BarSeries series) {
        StringBuilder text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (Bar bar : list(series)) {
            text.append(bar.openTime()).append(',').append(bar.openPrice()).append(',');
            text.append(bar.highPrice()).append(',').append(bar.lowPrice()).append(',');
            text.append(bar.closePrice()).append(',').append(bar.volumeQuantity()).append('\n');
        }
        return text.toString();
    }
}
