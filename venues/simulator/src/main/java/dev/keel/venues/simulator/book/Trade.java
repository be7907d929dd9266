package dev.keel.venues.simulator.book;

import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A trade of an order of the account.
 *
 * @param number from 1, in the order of trading
 * @param profit what it realised of a derivative's position; 0 for spot
 * @param maker whether the order had been waiting
 */
public record Trade(
        long number,
        OrderRef order,
        Market market,
        Side side,
        BigDecimal quantity,
        BigDecimal price,
        Charge charge,
        BigDecimal profit,
        boolean maker,
        Instant at) {

    /** The order it is of. */
    public record OrderRef(long number, String id, String clientId) {}

    /** What the venue took for it; above 0 is a cost. */
    public record Charge(BigDecimal amount, String asset) {}

    /** The side of the order that did not wait. */
    public Side taker() {
        return maker ? side.opposite() : side;
    }

    public BigDecimal fee() {
        return charge.amount();
    }

    public String feeAsset() {
        return charge.asset();
    }

    public BigDecimal value() {
        return market.notional(price, quantity);
    }
}
