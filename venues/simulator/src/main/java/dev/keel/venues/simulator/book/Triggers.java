package dev.keel.venues.simulator.book;

import dev.keel.core.order.Side;
import dev.keel.venues.simulator.book.OrderTerms.Trigger;
import dev.keel.venues.simulator.book.OrderTerms.Way;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** When a waiting order wakes. */
final class Triggers {
    private Triggers() {}

    /** A rising trigger looks at the ask, a falling one at the bid. */
    static boolean reached(BigDecimal at, Way way, Quote quote) {
        return switch (way) {
            case RISES -> quote.ask().compareTo(at) >= 0;
            case FALLS -> quote.bid().compareTo(at) <= 0;
        };
    }

    /** The order's trigger after a quote; null if it was reached. */
    static @Nullable Trigger after(Trigger trigger, Side side, Quote quote) {
        return switch (trigger) {
            case Trigger.At(BigDecimal price, Way way) ->
                    reached(price, way, quote) ? null : trigger;
            case Trigger.Trailing(BigDecimal fraction, BigDecimal best) ->
                    trail(fraction, best, side, quote);
        };
    }

    private static @Nullable Trigger trail(
            BigDecimal fraction, @Nullable BigDecimal best, Side side, Quote quote) {
        boolean sells = side == Side.SELL;
        BigDecimal now = sells ? quote.bid() : quote.ask();
        BigDecimal reference = best == null ? now : sells ? best.max(now) : best.min(now);
        BigDecimal distance = reference.multiply(fraction);
        boolean turned =
                sells
                        ? now.compareTo(reference.subtract(distance)) <= 0
                        : now.compareTo(reference.add(distance)) >= 0;
        return turned ? null : new Trigger.Trailing(fraction, reference);
    }
}
