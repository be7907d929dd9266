package dev.keel.sim.matching;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The multiples of a step. Most steps are powers of ten: a number with no more decimals than such a
 * step lies on its grid, which costs no division to see.
 *
 * @param decimals of a step that is a power of ten; -1 for others
 */
record Grid(BigDecimal step, int decimals) {
    static Grid of(BigDecimal step) {
        BigDecimal stripped = step.stripTrailingZeros();
        boolean powerOfTen = stripped.unscaledValue().equals(BigInteger.ONE);
        return new Grid(step, powerOfTen && stripped.scale() >= 0 ? stripped.scale() : -1);
    }

    boolean contains(BigDecimal value) {
        return value.scale() <= decimals || value.remainder(step).signum() == 0;
    }

    BigDecimal round(BigDecimal value, RoundingMode mode) {
        return value.divide(step, 0, mode).multiply(step);
    }
}
