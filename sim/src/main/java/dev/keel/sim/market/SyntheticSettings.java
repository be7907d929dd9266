package dev.keel.sim.market;

import dev.keel.core.market.BarFormat;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a synthetic market is like.
 *
 * @param start the open of the first bar, on the timeframe's grid
 * @param startPrice the price just before the first bar; a multiple of the tick, 1 to 10^12 ticks
 * @param tick prices are multiples of it
 * @param meanVolume the mean volume of a bar; zero makes the volume of every bar unknown
 * @param drift the mean logarithmic return of a bar, -0.1 to 0.1
 * @param gapProbability the probability, from 0 to below 1, that one to ten bars are missing before
 *     a bar
 */
public record SyntheticSettings(
        BarFormat format,
        Instant start,
        Price startPrice,
        Price tick,
        Quantity meanVolume,
        Volatility volatility,
        double drift,
        double gapProbability) {
    private static final long MOST_START_TICKS = 1_000_000_000_000L;
    private static final long MOST_MEAN_VOLUME = 1_000_000_000_000_000L;

    public SyntheticSettings {
        long startMillis = start.toEpochMilli();
        if (!start.equals(Instant.ofEpochMilli(startMillis))
                || format.timeframe().startOfBar(startMillis) != startMillis) {
            throw new IllegalArgumentException(
                    "start must be the start of a bar of " + format.timeframe() + ", was " + start);
        }
        long tickUnits = unscaled("tick", tick.value(), format.priceDecimals());
        long startUnits = unscaled("startPrice", startPrice.value(), format.priceDecimals());
        if (startUnits % tickUnits != 0 || startUnits / tickUnits > MOST_START_TICKS) {
            throw new IllegalArgumentException(
                    "startPrice must be a multiple of the tick "
                            + tick
                            + ", at most "
                            + MOST_START_TICKS
                            + " of them, was "
                            + startPrice);
        }
        if (unscaled("meanVolume", meanVolume.value(), format.volumeDecimals())
                > MOST_MEAN_VOLUME) {
            throw new IllegalArgumentException(
                    "meanVolume must be at most "
                            + MOST_MEAN_VOLUME
                            + " of its smallest units, was "
                            + meanVolume);
        }
        Volatility.requireWithin("drift", drift, -0.1, 0.1);
        Volatility.requireWithin("gapProbability", gapProbability, 0, Math.nextDown(1.0));
    }

    /**
     * A market of moderate volatility without drift and gaps: tick the finest price of the format,
     * mean volume 100.
     *
     * @throws IllegalArgumentException if the start lies off the timeframe's grid or the price off
     *     the tick grid
     */
    public static SyntheticSettings of(BarFormat format, Instant start, Price startPrice) {
        return new SyntheticSettings(
                format,
                start,
                startPrice,
                Price.ofUnscaled(1, format.priceDecimals()),
                Quantity.of("100"),
                Volatility.MODERATE,
                0,
                0);
    }

    public SyntheticSettings withTick(Price value) {
        return new SyntheticSettings(
                format, start, startPrice, value, meanVolume, volatility, drift, gapProbability);
    }

    public SyntheticSettings withMeanVolume(Quantity value) {
        return new SyntheticSettings(
                format, start, startPrice, tick, value, volatility, drift, gapProbability);
    }

    public SyntheticSettings withVolatility(Volatility value) {
        return new SyntheticSettings(
                format, start, startPrice, tick, meanVolume, value, drift, gapProbability);
    }

    public SyntheticSettings withDrift(double value) {
        return new SyntheticSettings(
                format, start, startPrice, tick, meanVolume, volatility, value, gapProbability);
    }

    public SyntheticSettings withGapProbability(double value) {
        return new SyntheticSettings(
                format, start, startPrice, tick, meanVolume, volatility, drift, value);
    }

    long tickUnits() {
        return unscaled("tick", tick.value(), format.priceDecimals());
    }

    long startTicks() {
        return unscaled("startPrice", startPrice.value(), format.priceDecimals()) / tickUnits();
    }

    long meanVolumeUnits() {
        return unscaled("meanVolume", meanVolume.value(), format.volumeDecimals());
    }

    private static long unscaled(String name, BigDecimal value, int decimals) {
        try {
            return value.movePointRight(decimals).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    name
                            + " must be a 64-bit multiple of 10^-"
                            + decimals
                            + ", was "
                            + value.toPlainString(),
                    e);
        }
    }
}
