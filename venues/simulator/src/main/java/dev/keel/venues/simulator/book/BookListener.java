package dev.keel.venues.simulator.book;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Hears of every change, in its order, while the book is locked: must only hand it on. */
public interface BookListener {
    /**
     * @param trade the trade that changed it; null if none did
     */
    default void onOrder(PlacedOrder order, @Nullable Trade trade) {}

    /** Balances or positions have changed. */
    default void onHoldings(Market market) {}

    /** Money came or went without a trade. */
    default void onMovement(Movement movement) {}

    default void onQuote(Market market, BigDecimal bid, BigDecimal ask) {}
}
