package dev.keel.core.market;

import java.time.Instant;
import java.util.Arrays;

/**
 * Bars of one instrument, oldest first, in columns of {@code long}s: a million bars take 48 MB.
 *
 * <p>Immutable. Times strictly increase; gaps are allowed.
 */
public final class BarSeries {
    private static final int COLUMNS = 6;

    private final BarFormat format;

    /** The length of a bar, at hand since it is asked for at every bar. */
    private final long barMillis;

    private final int size;
    private final long[] openMillis;
    private final long[] open;
    private final long[] high;
    private final long[] low;
    private final long[] close;
    private final long[] volume;

    private BarSeries(BarFormat format, long[][] columns) {
        this.format = format;
        this.barMillis = format.timeframe().toMillis();
        this.size = columns[0].length;
        this.openMillis = columns[0];
        this.open = columns[1];
        this.high = columns[2];
        this.low = columns[3];
        this.close = columns[4];
        this.volume = columns[5];
    }

    private BarSeries(Builder builder) {
        this.format = builder.format;
        this.barMillis = format.timeframe().toMillis();
        this.size = builder.size;
        this.openMillis = Arrays.copyOf(builder.openMillis, size);
        this.open = Arrays.copyOf(builder.open, size);
        this.high = Arrays.copyOf(builder.high, size);
        this.low = Arrays.copyOf(builder.low, size);
        this.close = Arrays.copyOf(builder.close, size);
        this.volume = Arrays.copyOf(builder.volume, size);
    }

    public static Builder builder(BarFormat format) {
        return new Builder(format);
    }

    /**
     * Takes over whole columns without copying them; nobody may change them afterwards.
     *
     * @param columns open times in milliseconds since 1970, opens, highs, lows, closes and volumes,
     *     all of one length, in the units of the format
     * @throws IllegalArgumentException if they are no bars in order of time
     */
    public static BarSeries ofColumns(BarFormat format, long[]... columns) {
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException(
                    "columns must be " + COLUMNS + ", were " + columns.length);
        }
        for (long[] column : columns) {
            if (column.length != columns[0].length) {
                throw new IllegalArgumentException(
                        "columns must be of one length, were "
                                + columns[0].length
                                + " and "
                                + column.length);
            }
        }
        BarSeries series = new BarSeries(format, columns.clone());
        series.requireBars();
        return series;
    }

    public BarFormat format() {
        return format;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The bar at a position counted from 0 = oldest. */
    public Bar bar(int index) {
        return new Bar(this, index);
    }

    public long openMillis(int index) {
        return openMillis[index];
    }

    long open(int index) {
        return open[index];
    }

    long high(int index) {
        return high[index];
    }

    long low(int index) {
        return low[index];
    }

    long close(int index) {
        return close[index];
    }

    /** The bar's volume in units of the format. */
    public long volume(int index) {
        return volume[index];
    }

    /** The first millisecond after a bar. */
    public long closeMillis(int index) {
        return openMillis[index] + barMillis;
    }

    public double closeValue(int index) {
        return format.priceToDouble(close[index]);
    }

    /** The bars whose open time lies in {@code [fromMillis, toMillis)}. */
    public BarSeries between(long fromMillis, long toMillis) {
        Builder part = builder(format);
        for (int i = 0; i < size; i++) {
            if (openMillis[i] >= fromMillis && openMillis[i] < toMillis) {
                part.add(bar(i));
            }
        }
        return part.build();
    }

    private void requireBars() {
        for (int i = 0; i < size; i++) {
            boolean isBar =
                    low[i] > 0
                            && low[i] <= Math.min(open[i], close[i])
                            && high[i] >= Math.max(open[i], close[i])
                            && volume[i] >= 0;
            if (!isBar) {
                requireBar(i);
            }
            if (i > 0 && openMillis[i] <= openMillis[i - 1]) {
                throw new IllegalArgumentException(
                        "bar times must increase, "
                                + Instant.ofEpochMilli(openMillis[i])
                                + " came after "
                                + Instant.ofEpochMilli(openMillis[i - 1]));
            }
        }
    }

    /** Of a row that is no bar, the bar's own check finds the words, and throws them. */
    private void requireBar(int row) {
        Bar _ =
                new Bar(
                        format,
                        openMillis[row],
                        open[row],
                        high[row],
                        low[row],
                        close[row],
                        volume[row]);
    }

    /** Collects bars; every bar must come after the one before it. */
    public static final class Builder {
        private final BarFormat format;
        private int size;
        private long[] openMillis = new long[1024];
        private long[] open = new long[1024];
        private long[] high = new long[1024];
        private long[] low = new long[1024];
        private long[] close = new long[1024];
        private long[] volume = new long[1024];

        private Builder(BarFormat format) {
            this.format = format;
        }

        /**
         * Adds a bar of this builder's format.
         *
         * @throws IllegalArgumentException if the format differs or the time does not increase
         */
        public Builder add(Bar bar) {
            if (!bar.format().equals(format)) {
                throw new IllegalArgumentException(
                        "bar format must be " + format + ", was " + bar.format());
            }
            if (size > 0 && bar.openMillis() <= openMillis[size - 1]) {
                throw new IllegalArgumentException(
                        "bar times must increase, "
                                + bar.openTime()
                                + " came after "
                                + Instant.ofEpochMilli(openMillis[size - 1]));
            }
            if (size == open.length) {
                grow();
            }
            openMillis[size] = bar.openMillis();
            open[size] = bar.open();
            high[size] = bar.high();
            low[size] = bar.low();
            close[size] = bar.close();
            volume[size] = bar.volume();
            size++;
            return this;
        }

        public BarSeries build() {
            return new BarSeries(this);
        }

        private void grow() {
            int capacity = Math.multiplyExact(size, 2);
            openMillis = Arrays.copyOf(openMillis, capacity);
            open = Arrays.copyOf(open, capacity);
            high = Arrays.copyOf(high, capacity);
            low = Arrays.copyOf(low, capacity);
            close = Arrays.copyOf(close, capacity);
            volume = Arrays.copyOf(volume, capacity);
        }
    }
}
