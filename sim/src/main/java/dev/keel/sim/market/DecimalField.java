package dev.keel.sim.market;

/**
 * Reads a decimal number of plain digits exactly into {@code unscaled x 10^-decimals}.
 *
 * <p>Zeros at the end of the fraction do not count as decimals. Signs other than a refused minus,
 * exponents, spaces and separators are not part of the format.
 */
final class DecimalField {
    static final int MOST_DECIMALS = 18;

    private static final long[] POWERS = powers();

    /** Up to here, a value can take this many more digits, whatever they are. */
    private static final long[] ROOM = room();

    private long unscaled;
    private int decimals;

    enum Outcome {
        NUMBER,
        NEGATIVE,
        NOT_A_NUMBER,
        TOO_FINE,
        TOO_GREAT
    }

    /** Reads the whole field; after {@link Outcome#NUMBER} the value is there. */
    Outcome read(byte[] bytes, int from, int to) {
        if (from < to && bytes[from] == '-') {
            Outcome outcome = readDigits(bytes, from + 1, to);
            return outcome == Outcome.NUMBER ? Outcome.NEGATIVE : outcome;
        }
        return readDigits(bytes, from, to);
    }

    long unscaled() {
        return unscaled;
    }

    int decimals() {
        return decimals;
    }

    static long powerOfTen(int exponent) {
        return POWERS[exponent];
    }

    private Outcome readDigits(byte[] bytes, int from, int to) {
        long value = 0;
        int i = from;
        for (; i < to && isDigit(bytes[i]); i++) {
            int digit = bytes[i] - '0';
            if (value > ROOM[1] && lacksRoom(value, 1, digit)) {
                return Outcome.TOO_GREAT;
            }
            value = value * 10 + digit;
        }
        unscaled = value;
        decimals = 0;
        if (i == from) {
            return Outcome.NOT_A_NUMBER;
        }
        if (i == to) {
            return Outcome.NUMBER;
        }
        return bytes[i] == '.' && i + 1 < to
                ? readFraction(bytes, i + 1, to)
                : Outcome.NOT_A_NUMBER;
    }

    private Outcome readFraction(byte[] bytes, int from, int to) {
        long value = unscaled;
        int taken = from;
        for (int i = from; i < to; i++) {
            if (!isDigit(bytes[i])) {
                return Outcome.NOT_A_NUMBER;
            }
            int digit = bytes[i] - '0';
            if (digit == 0) {
                continue;
            }
            if (i + 1 - from > MOST_DECIMALS) {
                return Outcome.TOO_FINE;
            }
            int shift = i + 1 - taken;
            if (value > ROOM[shift] && lacksRoom(value, shift, digit)) {
                return Outcome.TOO_GREAT;
            }
            value = value * POWERS[shift] + digit;
            taken = i + 1;
        }
        unscaled = value;
        decimals = taken - from;
        return Outcome.NUMBER;
    }

    private static boolean lacksRoom(long value, int shift, int digit) {
        return value > (Long.MAX_VALUE - digit) / POWERS[shift];
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static long[] powers() {
        long[] powers = new long[MOST_DECIMALS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    private static long[] room() {
        long[] room = new long[POWERS.length];
        for (int i = 0; i < room.length; i++) {
            room[i] = (Long.MAX_VALUE - 9) / POWERS[i];
        }
        return room;
    }
}
