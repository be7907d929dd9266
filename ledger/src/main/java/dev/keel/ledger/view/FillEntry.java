package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.time.Instant;

/** A row of {@code fill}. */
public record FillEntry(
        AccountId account, long sequence, OrderId order, String tradeId, Trade trade) {

    /**
     * What was traded.
     *
     * @param fee above zero is paid
     * @param at the venue's time
     */
    public record Trade(
            String symbol,
            Side side,
            BigDecimal price,
            BigDecimal quantity,
            BigDecimal notional,
            BigDecimal fee,
            Liquidity liquidity,
            Instant at) {}
}
