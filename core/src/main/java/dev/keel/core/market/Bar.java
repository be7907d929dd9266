package dev.keel.core.market;

import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One closed bar in fixed point. A value: equal to any other with the same content.
 *
 * <p>Prices and volume count units of the format's decimals. A volume of 0 means that the source
 * knows none.
 *
 * <p>No record: a bar out of a {@link BarSeries} was checked when the series took it, and checking
 * it whenever it is looked at would load columns that most strategies never ask for.
 */
public final class Bar {
    private final BarFormat format;
    private final long openMillis;
    private final long open;
    private final long high;
    private final long low;
    private final long close;
    private final long volume;

    /**
     * @param openMillis when the bar opened, in milliseconds since 1970
     * @throws IllegalArgumentException unless 0 &lt; low &lt;= open, close &lt;= high and the
     *     volume is 0 or more
     */
    public Bar(
            BarFormat format,
            long openMillis,
            long open,
            long high,
            long low,
            long close,
            long volume) {
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
        this.format = format;
        this.openMillis = openMillis;
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
    }

    /** A bar that its series has checked. */
    Bar(BarSeries series, int index) {
        this.format = series.format();
        this.openMillis = series.openMillis(index);
        this.open = series.open(index);
        this.high = series.high(index);
        this.low = series.low(index);
        this.close = series.close(index);
        this.volume = series.volume(index);
    }

    public BarFormat format() {
        return format;
    }

    /** When the bar opened, in milliseconds since 1970. */
    public long openMillis() {
        return openMillis;
    }

    public long open() {
        return open;
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    public long close() {
        return close;
    }

    public long volume() {
        return volume;
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bar bar
                && openMillis == bar.openMillis
                && open == bar.open
                && high == bar.high
                && low == bar.low
                && close == bar.close
                && volume == bar.volume
                && format.equals(bar.format);
    }

    @Override
    public int hashCode() {
        return Objects.hash(format, openMillis, open, high, low, close, volume);
    }

    @Override
    public String toString() {
        return "Bar[format="
                + format
                + ", openMillis="
                + openMillis
                + ", open="
                + open
                + ", high="
                + high
                + ", low="
                + low
                + ", close="
                + close
                + ", volume="
                + volume
                + "]";
    }

    private Price price(long unscaled) {
        return Price.ofUnscaled(unscaled, format.priceDecimals());
    }
}
