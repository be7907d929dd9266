package dev.keel.server.api.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.server.api.venue.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An account to be added. Fields that are not known are passed over. */
record AccountRequest(
        @Schema(description = "New Account if absent") @Nullable String name,
        @Schema(description = "binance if absent") @Nullable String exchange,
        @Schema(description = "spot (if absent), futures or linear") @JsonProperty("account_type")
                @Nullable String accountType,
        @Schema(description = "crypto_exchange (if absent), fix or metatrader")
                @JsonProperty("broker_type")
                @Nullable String brokerType,
        @Schema(description = "Real money; false if absent") @JsonProperty("is_live")
                @Nullable Boolean isLive,
        @Schema(description = "1 if absent") @JsonProperty("max_leverage")
                @Nullable Integer maxLeverage,
        @JsonProperty("api_key") @Nullable Secret apiKey,
        @JsonProperty("api_secret") @Nullable Secret apiSecret,
        @Nullable Secret passphrase,
        @Schema(description = "The venue's test network; true unless is_live")
                @Nullable Boolean testnet,
        @Schema(description = "What it may trade; BTC/USDT if absent")
                @Nullable List<String> symbols,
        @Schema(description = "What the venue needs besides; nothing secret")
                @Nullable Map<String, String> options) {}
