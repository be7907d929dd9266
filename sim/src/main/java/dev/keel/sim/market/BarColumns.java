package dev.keel.sim.market;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Rows of a bar file while it is being read: the decimals of all prices, and of all volumes, are the most seen so far.
 *
 * <p>A row that brings more decimals rescales the rows before it, exactly.
 */
final class BarColumns {
    static final int OPEN = 0;
    static final int HIGH = 1;
    static final int LOW = 2;
    static final int CLOSE = 3;
    static final int VOLUME = 4;

    private static final int COUNT = 5;

    private final long[][] values = new long[COUNT][1024];
    private long[] openMillis = new long[1024];
    private int priceDecimals;
    private int volumeDecimals;
    private int size;

    int size() {
        return size;
    }

    long openMillis(int row) {
        return openMillis[row];
    }

    /** A value of the row being filled. */
    long current(int column) {
        return values[column][size];
    }

    int decimals(int column) {
        return column == VOLUME ? volumeDecimals : priceDecimals;
    }

    void startRow(long millis) {
        if (size == openMillis.length) {
            grow();
        }
        openMillis[size] = millis;
    }

    void endRow() {
        size++;
    }

    /** Sets a value of the row being filled; false if it does not fit a long at the column's decimals. */
    boolean set(int column, long unscaled, int decimals) {
        long power = DecimalField.powerOfTen(decimals(column) - decimals);
        if (unscaled > Long.MAX_VALUE / power) {
            return false;
        }
        values[column][size] = unscaled * power;
        return true;
    }

    /**
     * Raises the decimals of a column, and of the other prices if it is one, for the rows so far and the columns of the
     * current row that come before. Present, with the first row that does not fit a long then, if it cannot be done.
     */
    OptionalInt raiseDecimals(int column, int decimals) {
        int first = column == VOLUME ? VOLUME : OPEN;
        int last = column == VOLUME ? VOLUME : CLOSE;
        long power = DecimalField.powerOfTen(decimals - decimals(column));
        for (int c = first; c <= last; c++) {
            int rows = c < column ? size + 1 : size;
            for (int row = 0; row < rows; row++) {
                if (values[c][row] > Long.MAX_VALUE / power) {
                    return OptionalInt.of(row);
                }
                values[c][row] *= power;
            }
        }
        if (column == VOLUME) {
            volumeDecimals = decimals;
        } else {
            priceDecimals = decimals;
        }
        return OptionalInt.empty();
    }

    BarSeries toSeries(Timeframe timeframe) {
        BarFormat format = new BarFormat(timeframe, priceDecimals, volumeDecimals);
        BarSeries.Builder series = BarSeries.builder(format);
        for (int row = 0; row < size; row++) {
            series.add(
                    new Bar(
                            format,
                            openMillis[row],
                            values[OPEN][row],
                            values[HIGH][row],
                            values[LOW][row],
                            values[CLOSE][row],
                            values[VOLUME][row]));
        }
        return series.build();
    }

    private void grow() {
        int capacity = Math.multiplyExact(size, 2);
        openMillis = Arrays.copyOf(openMillis, capacity);
        for (int c = 0; c < COUNT; c++) {
            values[c] = Arrays.copyOf(values[c], capacity);
        }
    }
}
