package dev.keel.signals.astro;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;

/** Bars of invented markets at times of the calendar. */
final class SkyBars {
    private SkyBars() {}

    /** A random walk from 650 with steps of about 1 %. */
    static BarSeries walk(Timeframe timeframe, String from, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return market(timeframe, from, count, _ -> 0.01 * random.nextGaussian(), seed);
    }

    /**
     * A market that gains in each bar what a function of its opening time says.
     *
     * @param gain of the open time in milliseconds, as a fraction
     */
    static BarSeries market(
            Timeframe timeframe, String from, int count, LongToDoubleFunction gain, long seed) {
        SplittableRandom random = new SplittableRandom(~seed);
        BarFormat format = new BarFormat(timeframe, 4, 0);
        BarSeries.Builder builder = BarSeries.builder(format);
        long open = Instant.parse(from).toEpochMilli();
        double price = 650;
        for (int i = 0; i < count; i++) {
            long time = open + i * timeframe.toMillis();
            double close = Math.max(1, price * (1 + gain.applyAsDouble(time)));
            builder.add(bar(format, time, price, close, random.nextDouble() * 2));
            price = close;
        }
        return builder.build();
    }

    static Bar bar(BarFormat format, long time, double open, double close, double wick) {
        return new Bar(
                format,
                time,
                units(open),
                units(Math.max(open, close) + wick),
                units(Math.min(open, close) * 0.999),
                units(close),
                0);
    }

    private static long units(double price) {
        return Math.round(price * 10_000);
    }
}
