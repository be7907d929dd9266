package dev.keel.core.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How many units of an instrument; never negative (the side is kept apart), at most 18 decimals.
 */
public final class Quantity implements Comparable<Quantity> {
    public static final Quantity ZERO = new Quantity(BigDecimal.ZERO);

    private final BigDecimal value;

    /** The same number with the fewest decimals; made when it is first asked for, by any thread. */
    private @Nullable BigDecimal shortest;

    /**
     * @param value 0 or more, of at most 18 decimals
     */
    public Quantity(BigDecimal value) {
        this.value = Decimals.checked("quantity", value);
        if (value.signum() < 0) {
            throw new IllegalArgumentException(
                    "quantity must not be negative, was " + Decimals.plain(value));
        }
    }

    public BigDecimal value() {
        return value;
    }

    /**
     * The same number with the fewest decimals. What is multiplied with it has no more decimals
     * than it needs: sums of such amounts stay short, and short ones are added many times faster.
     */
    public BigDecimal shortest() {
        BigDecimal known = shortest;
        if (known == null) {
            BigDecimal stripped = value.stripTrailingZeros();
            known = stripped.scale() < 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : stripped;
            shortest = known;
        }
        return known;
    }

    public static Quantity of(String value) {
        return new Quantity(Decimals.parsed("quantity", value));
    }

    /** The quantity {@code unscaled x 10^-decimals}. */
    public static Quantity ofUnscaled(long unscaled, int decimals) {
        return new Quantity(BigDecimal.valueOf(unscaled, decimals));
    }

    public Quantity plus(Quantity other) {
        if (Decimals.addsNothing(value, other.value)) {
            return other;
        }
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
        if (Decimals.isEvidentMultiple(value, lot.value)) {
            return value.scale() == lot.value.scale() ? this : withScale(lot.value.scale());
        }
        BigDecimal lots = value.divide(lot.value, 0, mode);
        return new Quantity(lots.multiply(lot.value));
    }

    /** The same number with other decimals: the shortest form stays what it is. */
    private Quantity withScale(int decimals) {
        Quantity same = new Quantity(value.setScale(decimals, RoundingMode.UNNECESSARY));
        same.shortest = shortest();
        return same;
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
        return other instanceof Quantity quantity && Decimals.same(value, quantity.value);
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
