package dev.keel.core.market;

import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import java.time.Instant;

/**
 * One closed bar in fixed point.
 *
 * <p>Prices and volume count units of the format's decimals. A volume of 0 means that the source
 * knows none.
 *
 * @param openMillis when the bar opened, in milliseconds since 1970
 */
public record Bar(
        BarFormat format,
        long openMillis,
        long open,
        long high,
        long low,
        long close,
        long volume) {

    public Bar {
        if (low <= 0 || low > Math.min(open, close) || high < Math.max(open, close)) {
            throw new IllegalArgumentException(
                    "bar must have 0 < low <= open, close <= high, was open "
                            + open
                            + ", high "
                            + high
                            + ", low "
                            + low
                            + ", close "
                            + close);
        }
        if (volume < 0) {
            throw new IllegalArgumentException("volume must not be negative, was " + volume);
        }
    }

    public Instant openTime() {
        return Instant.ofEpochMilli(openMillis);
    }

    /** The first instant after the bar. */
    public Instant closeTime() {
        return Instant.ofEpochMilli(closeMillis());
    }

    public long closeMillis() {
        return openMillis + format.timeframe().toMillis();
    }

    public Price openPrice() {
        return price(open);
    }

    public Price highPrice() {
        return price(high);
    }

    public Price lowPrice() {
        return price(low);
    }

    public Price closePrice() {
        return price(close);
    }

    public Quantity volumeQuantity() {
        return Quantity.ofUnscaled(volume, format.volumeDecimals());
    }

    public double openValue() {
        return format.priceToDouble(open);
    }

    public double highValue() {
        return format.priceToDouble(high);
    }

    public double lowValue() {
        return format.priceToDouble(low);
    }

    public double closeValue() {
        return format.priceToDouble(close);
    }

    public double volumeValue() {
        return format.volumeToDouble(volume);
    }

    private Price price(long unscaled) {
        return Price.ofUnscaled(unscaled, format.priceDecimals());
    }
}
