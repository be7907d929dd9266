package dev.keel.server.api.trading;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An order as a client sends it. Fields that are not known are passed over. */
record TradeRequest(
        @Schema(description = "Name of an account at a venue; the paper account if absent")
                @Nullable String account,
        @Schema(example = "BTC-USD")
                @NotBlank(message = "is required")
                @Pattern(
                        regexp = "[A-Za-z0-9._/:-]{0,40}",
                        message = "must be 1 to 40 letters, digits or . _ - / :")
                String symbol,
        @NotNull(message = "is required") Action action,
        @Schema(description = "MARKET if absent") @JsonProperty("order_type")
                @Nullable Kind orderType,
        @NotNull(message = "is required") @Positive(message = "must be above 0") @Exact
                BigDecimal quantity,
        @Schema(description = "The limit of LIMIT and STOP_LIMIT; for others the price you expect")
                @JsonProperty("entry_price")
                @Positive(message = "must be above 0")
                @Exact
                @Nullable BigDecimal entryPrice,
        @Schema(description = "Where STOP and STOP_LIMIT wake up")
                @JsonProperty("stop_price")
                @Positive(message = "must be above 0")
                @Exact
                @Nullable BigDecimal stopPrice,
        @Schema(description = "Placed as a stop when the order fills")
                @JsonProperty("stop_loss")
                @Positive(message = "must be above 0")
                @Exact
                @Nullable BigDecimal stopLoss,
        @Schema(description = "Placed as a limit when the order fills; one cancels the other")
                @JsonProperty("take_profit")
                @Positive(message = "must be above 0")
                @Exact
                @Nullable BigDecimal takeProfit,
        @Schema(description = "Never adds to a position") @JsonProperty("reduce_only")
                @Nullable Boolean reduceOnly,
        @Schema(description = "Taken for compatibility; not kept") @Nullable String timeframe,
        @Schema(description = "Taken for compatibility; not kept")
                @Nullable Map<String, Object> metadata,
        @Schema(description = "Your name for the order: sent twice, it is one order")
                @JsonProperty("trade_uuid")
                @Size(min = 1, max = 200, message = "must have 1 to 200 characters")
                @Nullable String tradeUuid) {

    /** What a client does; the order's side. */
    enum Action {
        BUY,
        SELL
    }

    /** How the order is priced. */
    enum Kind {
        MARKET,
        LIMIT,
        STOP,
        STOP_LIMIT
    }
}
