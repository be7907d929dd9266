package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import dev.keel.core.order.OrderId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code risk_adjustments}.
 *
 * @param type {@code partial_fill}, {@code slippage} or {@code bust}
 */
public record RiskAdjustmentEntry(
        AccountId account,
        OrderId order,
        String type,
        Risk original,
        Risk adjusted,
        String reason,
        Instant at) {

    /**
     * What may be lost.
     *
     * @param loss at the stop; null without one
     */
    public record Risk(BigDecimal quantity, @Nullable BigDecimal loss) {}
}
