package dev.keel.core.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How many units of an instrument; never negative (the side is kept apart), at most 18 decimals.
 */
public record Quantity(BigDecimal value) implements Comparable<Quantity> {
    public static final Quantity ZERO = new Quantity(BigDecimal.ZERO);

    public Quantity {
        value = Decimals.checked("quantity", value);
        if (value.signum() < 0) {
            throw new IllegalArgumentException(
                    "quantity must not be negative, was " + Decimals.plain(value));
        }
    }

    public static Quantity of(String value) {
        return new Quantity(Decimals.parsed("quantity", value));
    }

    /** The quantity {@code unscaled x 10^-decimals}. */
    public static Quantity ofUnscaled(long unscaled, int decimals) {
        return new Quantity(BigDecimal.valueOf(unscaled, decimals));
    }

    public Quantity plus(Quantity other) {
        return new Quantity(value.add(other.value));
    }

    /**
     * Subtracts.
     *
     * @throws IllegalArgumentException if the result would be negative
     */
    public Quantity minus(Quantity other) {
        return new Quantity(value.subtract(other.value));
    }

    /** Multiplies by a ratio of 0 or more; what is finer than 18 decimals is rounded down. */
    public Quantity times(BigDecimal ratio) {
        BigDecimal product = value.multiply(ratio);
        return new Quantity(
                product.scale() > Decimals.MAX_SCALE
                        ? product.setScale(Decimals.MAX_SCALE, RoundingMode.DOWN)
                        : product);
    }

    public Quantity min(Quantity other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** Rounds to a multiple of {@code lot} in the given mode. */
    public Quantity roundToLot(Quantity lot, RoundingMode mode) {
        if (Decimals.isMultiple(value, lot.value)) {
            return this;
        }
        BigDecimal lots = value.divide(lot.value, 0, mode);
        return new Quantity(lots.multiply(lot.value));
    }

    public boolean isMultipleOf(Quantity lot) {
        return Decimals.isMultiple(value, lot.value);
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    public boolean isPositive() {
        return value.signum() > 0;
    }

    public boolean isGreaterThan(Quantity other) {
        return compareTo(other) > 0;
    }

    /** The nearest double, for statistics only. */
    public double toDouble() {
        return value.doubleValue();
    }

    @Override
    public int compareTo(Quantity other) {
        return value.compareTo(other.value);
    }

    /** Numerical equality: 1.0 equals 1.00. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Quantity(BigDecimal otherValue) && Decimals.same(value, otherValue);
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
