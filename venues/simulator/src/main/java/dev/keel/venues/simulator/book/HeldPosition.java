package dev.keel.venues.simulator.book;

import dev.keel.venues.simulator.book.OrderTerms.Leg;
import java.math.BigDecimal;

/**
 * A position in a derivative.
 *
 * @param quantity signed contracts, never 0
 * @param entry average price of what is held
 */
public record HeldPosition(Market market, Leg leg, BigDecimal quantity, BigDecimal entry) {
    public boolean isLong() {
        return quantity.signum() > 0;
    }

    /** What it was worth at its entry; never negative. */
    public BigDecimal notional() {
        return market.notional(entry, quantity.abs());
    }

    /** What closing it at a price would bring. */
    public BigDecimal profitAt(BigDecimal price) {
        return market.notional(price.subtract(entry), quantity);
    }
}
