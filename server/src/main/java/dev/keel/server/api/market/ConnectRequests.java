package dev.keel.server.api.market;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.server.api.venue.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What clients send to connect a source. */
final class ConnectRequests {
    private ConnectRequests() {}

    /** A terminal. */
    record Terminal(
            @Nullable String version,
            @Nullable String login,
            @Nullable Secret password,
            @Nullable String server,
            @JsonProperty("account_type") @Nullable String accountType,
            @Nullable String broker,
            @Nullable Map<String, String> options) {}

    /** A FIX session. */
    record FixSession(
            @Nullable String host,
            @Nullable Integer port,
            @JsonProperty("sender_comp_id") @Nullable String senderCompId,
            @JsonProperty("target_comp_id") @Nullable String targetCompId,
            @Nullable String username,
            @Nullable Secret password,
            @Nullable String version,
            @JsonProperty("heartbeat_interval") @Nullable Integer heartbeatInterval,
            @JsonProperty("ssl_enabled") @Nullable Boolean sslEnabled,
            @Nullable String venue,
            @Nullable Map<String, String> options) {}

    /** An exchange; without a key its public market. */
    record Exchange(
            @Nullable String exchange,
            @JsonProperty("api_key") @Nullable Secret apiKey,
            @JsonProperty("api_secret") @Nullable Secret apiSecret,
            @Nullable Secret passphrase,
            @Nullable Boolean testnet,
            @Nullable String mode,
            @Nullable Map<String, String> options) {}
}
