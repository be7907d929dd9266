package dev.keel.sim.market;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The volumes of a bar file: as many decimals as the finest needs, but no more than let the sum of
 * all fit a long, so that bars can be joined to any higher timeframe.
 *
 * <p>Volumes are observations, and real files hold sums of doubles such as {@code
 * 218102.59507500002} beside volumes of a hundred million. What is finer than the common decimals
 * is rounded half-even, and counted; never to 0, which would mean an unknown volume.
 */
final class VolumeColumn {
    private long[] values = new long[1024];
    private byte[] ownDecimals = new byte[1024];
    private int size;

    void add(long unscaled, int decimals) {
        if (size == values.length) {
            int capacity = Math.multiplyExact(size, 2);
            values = Arrays.copyOf(values, capacity);
            ownDecimals = Arrays.copyOf(ownDecimals, capacity);
        }
        values[size] = unscaled;
        ownDecimals[size] = (byte) decimals;
        size++;
    }

    /** The decimals that all volumes will have. */
    int commonDecimals() {
        int decimals = 0;
        for (int row = 0; row < size; row++) {
            decimals = Math.max(decimals, ownDecimals[row]);
        }
        while (decimals > 0 && firstMisfit(decimals).isPresent()) {
            decimals--;
        }
        return decimals;
    }

    /** The first row that takes the sum out of a long, or that would be rounded to 0. */
    OptionalInt firstMisfit(int decimals) {
        long sum = 0;
        for (int row = 0; row < size; row++) {
            if (!fits(row, decimals)) {
                return OptionalInt.of(row);
            }
            long value = value(row, decimals);
            if (value > Long.MAX_VALUE - sum || (value == 0 && values[row] != 0)) {
                return OptionalInt.of(row);
            }
            sum += value;
        }
        return OptionalInt.empty();
    }

    int rounded(int decimals) {
        int rounded = 0;
        for (int row = 0; row < size; row++) {
            rounded += ownDecimals[row] > decimals ? 1 : 0;
        }
        return rounded;
    }

    /** The volume as a multiple of 10^-decimals. */
    long value(int row, int decimals) {
        int surplus = ownDecimals[row] - decimals;
        return surplus <= 0
                ? values[row] * DecimalField.powerOfTen(-surplus)
                : halfEven(values[row], DecimalField.powerOfTen(surplus));
    }

    /** Whether two rows hold the same volume. */
    boolean same(int row, int other) {
        return values[row] == values[other] && ownDecimals[row] == ownDecimals[other];
    }

    /** All volumes as multiples of 10^-decimals. */
    long[] column(int decimals) {
        long[] column = new long[size];
        for (int row = 0; row < size; row++) {
            column[row] = value(row, decimals);
        }
        return column;
    }

    private boolean fits(int row, int decimals) {
        int missing = decimals - ownDecimals[row];
        return missing <= 0 || values[row] <= Long.MAX_VALUE / DecimalField.powerOfTen(missing);
    }

    private static long halfEven(long value, long divisor) {
        long quotient = value / divisor;
        long rest = value % divisor;
        long toNext = divisor - rest;
        boolean up = rest > toNext || (rest == toNext && quotient % 2 == 1);
        return up ? quotient + 1 : quotient;
    }
}
