package dev.keel.ledger.view;

import dev.keel.core.account.TradingSwitch;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row of {@code trading_control}.
 *
 * @param reconciliation whether positions are compared with the brokers'
 * @param updatedBy who touched it last
 */
public record TradingControl(
        TradingSwitch trading,
        Reconciliation reconciliation,
        Thresholds thresholds,
        @Nullable Instant stoppedAt,
        @Nullable Instant lastCheck,
        @Nullable String stopDetails,
        String updatedBy,
        Instant updatedAt) {

    /** How comparing goes. */
    public record Reconciliation(
            boolean enabled, boolean thresholdExceeded, int consecutiveFailures) {}

    /**
     * When it stops trading.
     *
     * @param maxDiscrepancy in the account's currency
     * @param slippagePercent in per cent
     */
    public record Thresholds(
            BigDecimal maxDiscrepancy, int maxConsecutiveFailures, BigDecimal slippagePercent) {}

    public boolean isTradingEnabled() {
        return trading instanceof TradingSwitch.Enabled;
    }
}
