package dev.keel.sim.market;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;

/**
 * An endless market of one instrument made up from a seed: a geometric random walk whose volatility
 * comes in clusters.
 *
 * <p>The same settings and seed give the same bars, bit for bit, on every machine: the generator is
 * written out ({@link SeededRandom}), and {@code exp} and {@code log} come from {@link StrictMath}.
 * Each bar is a walk of eight steps on the tick grid, so its open differs from the last close as in
 * a real market. A price stays between one tick and what fits the format. Bars missing from a gap
 * are drawn and not given out: the price moves on meanwhile. Not for use by several threads.
 */
public final class SyntheticMarket {
    private static final int STEPS = 8;
    private static final int LONGEST_GAP = 10;
    private static final long MOST_TICKS = 1L << 50;
    private static final double VOLUME_SPREAD = 0.6;

    /** The mean size of a normal variable, sqrt(2 / pi). */
    private static final double MEAN_ABSOLUTE = 0.7978845608028654;

    private final SyntheticSettings settings;
    private final SeededRandom random;
    private final long tickUnits;
    private final long meanVolume;
    private final long mostTicks;
    private final double highestLog;
    private long nextMillis;

    /** The logarithm of the price in ticks. */
    private double logPrice;

    private double variance;

    public SyntheticMarket(SyntheticSettings settings, long seed) {
        this.settings = settings;
        this.random = new SeededRandom(seed);
        this.tickUnits = settings.tickUnits();
        this.meanVolume = settings.meanVolumeUnits();
        this.mostTicks = Math.min(MOST_TICKS, Long.MAX_VALUE / tickUnits);
        this.highestLog = StrictMath.log((double) mostTicks);
        this.nextMillis = settings.start().toEpochMilli();
        this.logPrice = StrictMath.log((double) settings.startTicks());
        this.variance = settings.volatility().longRunVariance();
    }

    /**
     * The first bars of a market; a longer series of the same seed starts with the same bars.
     *
     * @throws IllegalArgumentException if the count is negative
     */
    public static BarSeries series(SyntheticSettings settings, long seed, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count must not be negative, was " + count);
        }
        SyntheticMarket market = new SyntheticMarket(settings, seed);
        BarSeries.Builder bars = BarSeries.builder(settings.format());
        for (int i = 0; i < count; i++) {
            bars.add(market.next());
        }
        return bars.build();
    }

    /** The next bar. */
    public Bar next() {
        if (random.nextDouble() < settings.gapProbability()) {
            int missing = 1 + random.nextInt(LONGEST_GAP);
            for (int i = 0; i < missing; i++) {
                draw();
            }
        }
        return draw();
    }

    private Bar draw() {
        double before = logPrice;
        double deviation = Math.sqrt(variance / STEPS);
        long open = step(deviation);
        long high = open;
        long low = open;
        long close = open;
        for (int i = 1; i < STEPS; i++) {
            close = step(deviation);
            high = Math.max(high, close);
            low = Math.min(low, close);
        }
        double shock = logPrice - before - settings.drift();
        variance = settings.volatility().nextVariance(variance, shock);
        long openMillis = nextMillis;
        nextMillis += settings.format().timeframe().toMillis();
        return new Bar(settings.format(), openMillis, open, high, low, close, volume(shock));
    }

    /** Moves the price and answers it in the format's units. */
    private long step(double deviation) {
        double moved = logPrice + settings.drift() / STEPS + deviation * random.nextNormal();
        logPrice = Math.clamp(moved, 0, highestLog);
        return Math.clamp(Math.round(StrictMath.exp(logPrice)), 1, mostTicks) * tickUnits;
    }

    /** Log-normal, and the greater the more the price moved. */
    private long volume(double shock) {
        double spread = VOLUME_SPREAD * random.nextNormal() - VOLUME_SPREAD * VOLUME_SPREAD / 2;
        if (meanVolume == 0) {
            return 0;
        }
        double perBar = settings.volatility().perBar();
        double activity = perBar == 0 ? 1 : (1 + Math.abs(shock) / perBar / MEAN_ABSOLUTE) / 2;
        return Math.max(1, Math.round(meanVolume * StrictMath.exp(spread) * activity));
    }
}
