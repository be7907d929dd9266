package dev.keel.core.order;

import dev.keel.core.money.Price;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exits that an entry carries: as soon as it fills, they are placed as a pair of which one
 * cancels the other.
 *
 * @param stopLoss where the position is given up
 * @param takeProfit where the profit is taken
 */
public record Protection(@Nullable Price stopLoss, @Nullable Price takeProfit) {
    public static final Protection NONE = new Protection(null, null);

    public static Protection of(@Nullable Price stopLoss, @Nullable Price takeProfit) {
        return stopLoss == null && takeProfit == null ? NONE : new Protection(stopLoss, takeProfit);
    }

    public Optional<Price> stop() {
        return Optional.ofNullable(stopLoss);
    }

    public Optional<Price> target() {
        return Optional.ofNullable(takeProfit);
    }

    public boolean isNone() {
        return stopLoss == null && takeProfit == null;
    }
}
