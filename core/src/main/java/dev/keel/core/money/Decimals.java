package dev.keel.core.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The rules that all exact amounts share: the greatest scale, numerical equality, plain text. */
final class Decimals {
    /** The ledger keeps at most this many decimals; what is finer must be rounded by name. */
    static final int MAX_SCALE = 18;

    /** More digits before the point than anything that is counted; a guard for memory. */
    private static final int MAX_WHOLE_DIGITS = 60;

    /** The longest number that is read at all. */
    private static final int MAX_TEXT = 200;

    private Decimals() {}

    static BigDecimal checked(String what, BigDecimal value) {
        if (value.scale() >= 0 && value.scale() <= MAX_SCALE) {
            return value;
        }
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if ((long) value.precision() - value.scale() > MAX_WHOLE_DIGITS) {
            throw new IllegalArgumentException(
                    what
                            + " must have at most "
                            + MAX_WHOLE_DIGITS
                            + " digits before the point, was "
                            + value);
        }
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > MAX_SCALE) {
            throw new IllegalArgumentException(
                    what + " must have at most " + MAX_SCALE + " decimals, was " + value);
        }
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }

    static BigDecimal parsed(String what, String text) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    what + " must have at most " + MAX_TEXT + " characters, had " + text.length());
        }
        try {
            return checked(what, new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    what + " must be a decimal number, was '" + text + "'", e);
        }
    }

    /** Rounds half-even, but only what does not fit the greatest scale. */
    static BigDecimal fitted(BigDecimal value) {
        return value.scale() > MAX_SCALE
                ? value.setScale(MAX_SCALE, RoundingMode.HALF_EVEN)
                : value;
    }

    /**
     * Whether a value is a multiple of a step. Most steps are powers of ten, and most values have
     * no more decimals than those: that is seen without a division.
     */
    static boolean isMultiple(BigDecimal value, BigDecimal step) {
        return isEvidentMultiple(value, step) || value.remainder(step).signum() == 0;
    }

    /** Whether it is a multiple that needs no division to be seen as one. */
    static boolean isEvidentMultiple(BigDecimal value, BigDecimal step) {
        return value.scale() <= step.scale() && isPowerOfTen(step);
    }

    /** Whether it is written as {@code 1} with a scale of 0 or more. */
    private static boolean isPowerOfTen(BigDecimal step) {
        return step.scale() >= 0
                && step.precision() == 1
                && step.unscaledValue().equals(BigInteger.ONE);
    }

    /** Whether a sum of the two is the second one itself, to the last of its decimals. */
    static boolean addsNothing(BigDecimal first, BigDecimal second) {
        return first.signum() == 0 && first.scale() <= second.scale();
    }

    static boolean same(BigDecimal a, BigDecimal b) {
        return a.compareTo(b) == 0;
    }

    /** A hash that agrees with {@link #same}. */
    static int hash(BigDecimal value) {
        return value.signum() == 0 ? 0 : value.stripTrailingZeros().hashCode();
    }

    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
