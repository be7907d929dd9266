package dev.keel.server.api.trading;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.core.order.OrderStatus;
import dev.keel.ledger.view.LedgerEntry;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of an order, so far. */
record TradeResponse(
        @Schema(description = "False if the order was refused, by risk or by the venue")
                boolean success,
        @Schema(description = "Your key, or the one that was minted for you")
                @JsonProperty("trade_uuid")
                String tradeUuid,
        @Schema(description = "Keel's id of the order; a text, for it has up to 18 digits")
                @JsonProperty("ledger_id")
                String ledgerId,
        String status,
        String message,
        @Schema(description = "Every reason of a refusal") List<String> reasons,
        @Schema(description = "The venue's time of the latest fill; null while nothing has traded")
                @JsonProperty("execution_time")
                @Nullable Instant executionTime,
        @Schema(description = "What the venue said; null if it was never asked")
                @JsonProperty("broker_result")
                @Nullable BrokerResult brokerResult) {

    /** What the venue said. */
    record BrokerResult(
            @JsonProperty("order_id") @Nullable String orderId,
            String status,
            @JsonProperty("filled_quantity") BigDecimal filledQuantity,
            @JsonProperty("average_price") @Nullable BigDecimal averagePrice,
            BigDecimal fee,
            @Schema(description = "As a share of the entry price; above 0 is worse than expected")
                    @Nullable BigDecimal slippage) {}

    static TradeResponse of(LedgerEntry order, boolean marketMoves) {
        LedgerEntry.Ending ending = order.ending();
        boolean refused = ending.status() == OrderStatus.REJECTED;
        return new TradeResponse(
                !refused,
                order.names().tradeUuid(),
                order.names().order().toString(),
                ending.statusWord(),
                message(order, marketMoves),
                refused && ending.evidenceReference() != null
                        ? List.of(ending.evidenceReference().split("; "))
                        : List.of(),
                order.times().executed(),
                order.names().brokerOrder() == null ? null : brokerResult(order));
    }

    private static BrokerResult brokerResult(LedgerEntry order) {
        LedgerEntry.Execution execution = order.execution();
        return new BrokerResult(
                order.names().brokerOrder(),
                order.ending().statusWord(),
                execution.filledQuantity(),
                execution.averagePrice(),
                execution.fees(),
                execution.slippage());
    }

    private static String message(LedgerEntry order, boolean marketMoves) {
        LedgerEntry.Ending ending = order.ending();
        String waits =
                marketMoves
                        ? "the order is at the venue and waits"
                        : "the order is at the venue and waits: the market is not moving";
        return switch (ending.status()) {
            case PENDING -> "the order is recorded; the venue has not answered yet";
            case IN_DOUBT -> "it is not known yet whether the venue has the order";
            case WORKING -> waits;
            case PARTIALLY_FILLED -> "a part is filled, and the rest waits";
            case CANCELING -> "a cancel is on its way";
            case FILLED -> "filled";
            case CANCELED, EXPIRED -> ending.statusWord() + ": " + ending.evidenceReference();
            case REJECTED ->
                    "refused by " + ending.evidenceSource() + ": " + ending.evidenceReference();
        };
    }
}
