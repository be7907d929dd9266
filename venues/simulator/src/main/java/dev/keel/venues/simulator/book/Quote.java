package dev.keel.venues.simulator.book;

import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.time.Instant;

/** What the market is quoted at; anything up to any quantity trades at it. */
public record Quote(BigDecimal bid, BigDecimal ask, Instant at) {
    public Quote {
        if (bid.signum() <= 0 || bid.compareTo(ask) > 0) {
            throw new IllegalArgumentException(
                    "bid must be above 0 and not above the ask, was " + bid + ", ask " + ask);
        }
    }

    /** What an order of this side trades at. */
    public BigDecimal against(Side side) {
        return side == Side.BUY ? ask : bid;
    }

    public BigDecimal middle() {
        return bid.add(ask).divide(BigDecimal.TWO);
    }

    /** Whether an order of this side reaches the market at its price. */
    boolean crosses(Side side, BigDecimal price) {
        return side == Side.BUY ? price.compareTo(ask) >= 0 : price.compareTo(bid) <= 0;
    }

    /** Whether an order can trade at it. */
    boolean reaches(OrderTerms terms) {
        BigDecimal price = terms.price();
        return price == null || crosses(terms.side(), price);
    }
}
