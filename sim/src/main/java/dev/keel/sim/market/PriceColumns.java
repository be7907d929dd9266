package dev.keel.sim.market;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The prices of a bar file while it is being read, exact: all have as many decimals as the finest
 * so far.
 *
 * <p>A price that brings more decimals rescales those before it.
 */
final class PriceColumns {
    static final int OPEN = 0;
    static final int HIGH = 1;
    static final int LOW = 2;
    static final int CLOSE = 3;

    private static final int COUNT = 4;

    private final long[][] prices = new long[COUNT][1024];
    private int decimals;
    private int size;

    int decimals() {
        return decimals;
    }

    long price(int column, int row) {
        return prices[column][row];
    }

    /** A copy of the rows that have ended. */
    long[] column(int column) {
        return Arrays.copyOf(prices[column], size);
    }

    /** A price of the row being filled. */
    long current(int column) {
        return prices[column][size];
    }

    void endRow() {
        size++;
        if (size == prices[OPEN].length) {
            for (int c = 0; c < COUNT; c++) {
                prices[c] = Arrays.copyOf(prices[c], Math.multiplyExact(size, 2));
            }
        }
    }

    /**
     * Sets a price of the row being filled; false if it does not fit a long at the decimals there
     * are.
     */
    boolean set(int column, long unscaled, int unscaledDecimals) {
        long power = DecimalField.powerOfTen(decimals - unscaledDecimals);
        if (unscaled > Long.MAX_VALUE / power) {
            return false;
        }
        prices[column][size] = unscaled * power;
        return true;
    }

    /**
     * Raises the decimals of the rows so far, and of the current row up to a column. Present, with
     * the first row that does not fit a long then, if that cannot be done.
     */
    OptionalInt raiseDecimals(int column, int moreDecimals) {
        long power = DecimalField.powerOfTen(moreDecimals - decimals);
        OptionalInt misfit = firstAbove(Long.MAX_VALUE / power, column);
        if (misfit.isPresent()) {
            return misfit;
        }
        for (int c = 0; c < COUNT; c++) {
            int rows = c < column ? size + 1 : size;
            for (int row = 0; row < rows; row++) {
                prices[c][row] *= power;
            }
        }
        decimals = moreDecimals;
        return OptionalInt.empty();
    }

    /** The first row, and of the current one only the columns before this one. */
    private OptionalInt firstAbove(long greatest, int column) {
        for (int c = 0; c < COUNT; c++) {
            int rows = c < column ? size + 1 : size;
            for (int row = 0; row < rows; row++) {
                if (prices[c][row] > greatest) {
                    return OptionalInt.of(row);
                }
            }
        }
        return OptionalInt.empty();
    }
}
