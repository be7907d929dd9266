package dev.keel.core.order;

import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import java.time.Instant;

/**
 * A trade that a venue reported for an order.
 *
 * @param tradeId the venue's id; a fill seen twice is one fill
 * @param fee positive is paid, negative is a rebate; in the instrument's quote asset
 * @param at when the venue says that it happened
 */
public record Fill(
        TradeId tradeId,
        Price price,
        Quantity quantity,
        Money fee,
        Liquidity liquidity,
        Instant at) {
    public Fill {
        if (quantity.isZero()) {
            throw new IllegalArgumentException("fill quantity must be above 0, was 0");
        }
    }
}
