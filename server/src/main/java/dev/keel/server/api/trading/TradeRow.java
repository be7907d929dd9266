package dev.keel.server.api.trading;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.ledger.view.LedgerEntry;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the trade ledger. */
public record TradeRow(
        @JsonProperty("ledger_id") String ledgerId,
        @JsonProperty("trade_uuid") String tradeUuid,
        String account,
        String symbol,
        String action,
        @JsonProperty("order_type") String orderType,
        String origin,
        @JsonProperty("requested_quantity") BigDecimal requestedQuantity,
        @JsonProperty("filled_quantity") BigDecimal filledQuantity,
        @JsonProperty("entry_price") @Nullable BigDecimal entryPrice,
        @JsonProperty("execution_price") @Nullable BigDecimal executionPrice,
        @JsonProperty("avg_execution_price") @Nullable BigDecimal averageExecutionPrice,
        @JsonProperty("stop_loss") @Nullable BigDecimal stopLoss,
        @JsonProperty("take_profit") @Nullable BigDecimal takeProfit,
        @Nullable BigDecimal slippage,
        @JsonProperty("potential_loss") @Nullable BigDecimal potentialLoss,
        @JsonProperty("actual_loss") @Nullable BigDecimal actualLoss,
        BigDecimal fees,
        String status,
        @JsonProperty("evidence") @Nullable String evidence,
        @JsonProperty("error_message") @Nullable String errorMessage,
        @JsonProperty("broker_order_id") @Nullable String brokerOrderId,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("submitted_at") @Nullable Instant submittedAt,
        @JsonProperty("executed_at") @Nullable Instant executedAt,
        @JsonProperty("updated_at") Instant updatedAt) {

    public static TradeRow of(LedgerEntry order) {
        LedgerEntry.Names names = order.names();
        LedgerEntry.Terms terms = order.terms();
        LedgerEntry.Execution execution = order.execution();
        LedgerEntry.Ending ending = order.ending();
        LedgerEntry.Times times = order.times();
        return new TradeRow(
                names.order().toString(),
                names.tradeUuid(),
                names.account().value(),
                terms.symbol(),
                terms.action(),
                terms.orderType(),
                terms.origin(),
                terms.requestedQuantity(),
                execution.filledQuantity(),
                terms.entryPrice(),
                execution.price(),
                execution.averagePrice(),
                terms.stopLoss(),
                terms.takeProfit(),
                execution.slippage(),
                order.losses().potential(),
                order.losses().actual(),
                execution.fees(),
                ending.statusWord(),
                ending.evidenceSource() == null
                        ? null
                        : ending.evidenceSource() + ": " + ending.evidenceReference(),
                ending.error(),
                names.brokerOrder(),
                times.created(),
                times.submitted(),
                times.executed(),
                times.updated());
    }
}
