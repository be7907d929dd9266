package dev.keel.core.signal;

import dev.keel.core.money.Price;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The prices a signal has in mind.
 *
 * @param entry the price it was made at
 * @param stop where it would be wrong
 * @param target where it would be right
 * @param averageTrueRange the usual range of a bar when the signal was made, in price units; for
 *     sizing by volatility
 */
public record PricePlan(
        Price entry,
        @Nullable Price stop,
        @Nullable Price target,
        @Nullable BigDecimal averageTrueRange) {

    /** A plan that knows the entry alone. */
    public static PricePlan at(Price entry) {
        return new PricePlan(entry, null, null, null);
    }

    public Optional<Price> stopPrice() {
        return Optional.ofNullable(stop);
    }

    public Optional<Price> targetPrice() {
        return Optional.ofNullable(target);
    }

    public Optional<BigDecimal> range() {
        return Optional.ofNullable(averageTrueRange);
    }
}
