package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import dev.keel.core.position.PositionSide;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code broker_positions}.
 *
 * @param quantity below zero when short
 * @param averagePrice null when flat
 */
public record PositionEntry(
        AccountId account,
        String symbol,
        PositionSide side,
        BigDecimal quantity,
        @Nullable BigDecimal averagePrice,
        Results results,
        Reconciled reconciled,
        Instant updatedAt) {

    /**
     * What it has brought, fees aside.
     *
     * @param currentPrice of the latest fill; the unrealised profit is counted at it
     */
    public record Results(
            BigDecimal currentPrice,
            BigDecimal cost,
            BigDecimal unrealised,
            BigDecimal realised,
            BigDecimal fees) {}

    /** What the broker says, as far as it was asked. */
    public record Reconciled(
            @Nullable BigDecimal marginUsed,
            @Nullable BigDecimal marginFree,
            @Nullable Instant last,
            int count,
            @Nullable BigDecimal lastDiscrepancy,
            @Nullable String brokerPosition,
            @Nullable String brokerAccount) {}
}
