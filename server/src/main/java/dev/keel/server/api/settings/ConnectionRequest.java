package dev.keel.server.api.settings;

import dev.keel.server.api.venue.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection to be tried out; nothing of it is kept. */
record ConnectionRequest(
        @Schema(description = "crypto_exchange (if absent), metatrader or fix")
                @Nullable String brokerType,
        @Nullable String exchange,
        @Nullable Secret apiKey,
        @Nullable Secret apiSecret,
        @Nullable Secret passphrase,
        @Schema(description = "true if absent") @Nullable Boolean testnet,
        @Schema(description = "mt4 or mt5 (if absent)") @Nullable String mtType,
        @Nullable String mtLogin,
        @Nullable Secret mtPassword,
        @Nullable String mtServer,
        @Nullable String fixHost,
        @Nullable Integer fixPort,
        @Nullable String fixSenderCompId,
        @Nullable String fixTargetCompId,
        @Nullable String fixUsername,
        @Nullable Secret fixPassword,
        @Schema(description = "spot (if absent) or futures") @Nullable String mode,
        @Nullable Map<String, String> options) {}
