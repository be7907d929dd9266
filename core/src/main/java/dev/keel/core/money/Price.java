package dev.keel.core.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of an instrument costs, in its quote asset; always above zero, at most 18 decimals.
 */
public record Price(BigDecimal value) implements Comparable<Price> {

    public Price {
        value = Decimals.checked("price", value);
        if (value.signum() <= 0) {
            throw new IllegalArgumentException(
                    "price must be above 0, was " + Decimals.plain(value));
        }
    }

    public static Price of(String value) {
        return new Price(Decimals.parsed("price", value));
    }

    /** The price {@code unscaled x 10^-decimals}. */
    public static Price ofUnscaled(long unscaled, int decimals) {
        return new Price(BigDecimal.valueOf(unscaled, decimals));
    }

    /**
     * Brings an indicator's number into the exact world, rounded half-even to {@code decimals}
     * decimals.
     *
     * @throws IllegalArgumentException if the number is not finite or not above zero after rounding
     */
    public static Price fromIndicator(double value, int decimals) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("price must be finite, was " + value);
        }
        return new Price(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN));
    }

    /** Rounds to a multiple of {@code tick} in the given mode. */
    public Price roundToTick(Price tick, RoundingMode mode) {
        BigDecimal ticks = value.divide(tick.value, 0, mode);
        return new Price(ticks.multiply(tick.value));
    }

    public boolean isMultipleOf(Price tick) {
        return Decimals.isMultiple(value, tick.value);
    }

    /** Multiplies by a ratio above zero; what is finer than 18 decimals is rounded half-even. */
    public Price times(BigDecimal ratio) {
        return new Price(Decimals.fitted(value.multiply(ratio)));
    }

    /** The distance to another price, never negative. */
    public BigDecimal distanceTo(Price other) {
        return value.subtract(other.value).abs();
    }

    public boolean isAbove(Price other) {
        return value.compareTo(other.value) > 0;
    }

    public boolean isBelow(Price other) {
        return value.compareTo(other.value) < 0;
    }

    /** The nearest double, for indicators and statistics only. */
    public double toDouble() {
        return value.doubleValue();
    }

    @Override
    public int compareTo(Price other) {
        return value.compareTo(other.value);
    }

    /** Numerical equality: 1.0 equals 1.00. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Price(BigDecimal otherValue) && Decimals.same(value, otherValue);
    }

    @Override
    public int hashCode() {
        return Decimals.hash(value);
    }

    /** Without exponent and trailing zeros. */
    @Override
    public String toString() {
        return Decimals.plain(value);
    }
}
