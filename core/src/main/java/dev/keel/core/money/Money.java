package dev.keel.core.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An exact, signed amount of one asset, of at most 18 decimals.
 *
 * <p>Amounts of different assets never mix: adding or comparing them is a bug and throws {@link
 * IllegalArgumentException}.
 */
public record Money(Asset asset, BigDecimal amount) implements Comparable<Money> {

    public Money {
        amount = Decimals.checked("amount", amount);
    }

    /** Parses a plain or scientific decimal number, such as {@code -12.50}. */
    public static Money of(Asset asset, String amount) {
        return new Money(asset, Decimals.parsed("amount", amount));
    }

    public static Money zero(Asset asset) {
        return new Money(asset, BigDecimal.ZERO);
    }

    public Money plus(Money other) {
        requireSameAsset(other);
        if (Decimals.addsNothing(amount, other.amount)) {
            return other;
        }
        return new Money(asset, amount.add(other.amount));
    }

    public Money minus(Money other) {
        requireSameAsset(other);
        return new Money(asset, amount.subtract(other.amount));
    }

    public Money negated() {
        return new Money(asset, amount.negate());
    }

    public Money abs() {
        return amount.signum() < 0 ? negated() : this;
    }

    /** Multiplies by a ratio; what is finer than 18 decimals is rounded half-even. */
    public Money times(BigDecimal ratio) {
        return new Money(asset, Decimals.fitted(amount.multiply(ratio)));
    }

    /** Takes the share {@code part / whole} of this amount, rounded half-even to 18 decimals. */
    public Money share(Quantity part, Quantity whole) {
        return new Money(
                asset,
                amount.multiply(part.value())
                        .divide(whole.value(), Decimals.MAX_SCALE, RoundingMode.HALF_EVEN));
    }

    /**
     * Returns this amount as a fraction of another, rounded half-even to 18 decimals.
     *
     * @throws ArithmeticException if {@code whole} is zero
     */
    public BigDecimal ratioTo(Money whole) {
        requireSameAsset(whole);
        return amount.divide(whole.amount, Decimals.MAX_SCALE, RoundingMode.HALF_EVEN);
    }

    /** Rounds to {@code decimals} decimals in the given mode. */
    public Money rounded(int decimals, RoundingMode mode) {
        return new Money(asset, amount.setScale(decimals, mode));
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    public boolean isGreaterThan(Money other) {
        return compareTo(other) > 0;
    }

    /** The nearest double, for statistics only. */
    public double toDouble() {
        return amount.doubleValue();
    }

    @Override
    public int compareTo(Money other) {
        requireSameAsset(other);
        return amount.compareTo(other.amount);
    }

    /** Numerical equality: 1.0 USD equals 1.00 USD. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Money(Asset otherAsset, BigDecimal otherAmount)
                && asset.equals(otherAsset)
                && Decimals.same(amount, otherAmount);
    }

    @Override
    public int hashCode() {
        return 31 * asset.hashCode() + Decimals.hash(amount);
    }

    @Override
    public String toString() {
        return toPlainString() + " " + asset;
    }

    /** The amount alone, without exponent and trailing zeros. */
    public String toPlainString() {
        return Decimals.plain(amount);
    }

    private void requireSameAsset(Money other) {
        if (!asset.equals(other.asset)) {
            throw new IllegalArgumentException(
                    "assets must be the same, were " + asset + " and " + other.asset);
        }
    }
}
