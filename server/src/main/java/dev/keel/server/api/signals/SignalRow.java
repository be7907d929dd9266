package dev.keel.server.api.signals;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.core.signal.Reason;
import dev.keel.ledger.view.SignalEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A signal and what became of it. */
public record SignalRow(
        @JsonProperty("signal_id") String signalId,
        String strategy,
        String symbol,
        String timeframe,
        @JsonProperty("bar_close") Instant barClose,
        String direction,
        BigDecimal strength,
        BigDecimal confidence,
        BigDecimal entry,
        @JsonProperty("stop_loss") @Nullable BigDecimal stopLoss,
        @JsonProperty("take_profit") @Nullable BigDecimal takeProfit,
        List<String> reasons,
        String status,
        @JsonProperty("decline_reason") @Nullable String declineReason,
        @Nullable String detail,
        @JsonProperty("order_id") @Nullable String orderId,
        @JsonProperty("expires_at") @Nullable Instant expiresAt,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static SignalRow of(SignalEntry signal) {
        SignalEntry.Outcome outcome = signal.outcome();
        return new SignalRow(
                signal.id().toString(),
                signal.id().source().strategy(),
                signal.id().instrument().symbol(),
                signal.id().source().timeframe().toString(),
                signal.id().barClose(),
                signal.direction().name(),
                signal.conviction().strength(),
                signal.conviction().confidence(),
                signal.plan().entry(),
                signal.plan().stop(),
                signal.plan().target(),
                reasons(signal.reasons()),
                outcome.status().name().toLowerCase(Locale.ROOT),
                outcome.reason() == null ? null : outcome.reason().name(),
                outcome.detail(),
                outcome.order() == null ? null : outcome.order().toString(),
                signal.times().expires(),
                signal.times().created(),
                signal.times().updated());
    }

    /** The words of the reasons, each with its figures behind it. */
    private static List<String> reasons(String json) {
        return JSON.readTree(json).valueStream().map(SignalRow::reason).toList();
    }

    private static String reason(JsonNode reason) {
        List<Reason.Figure> figures =
                reason.path("figures")
                        .valueStream()
                        .map(figure ->
                                new Reason.Figure(
                                        figure.path("name").asString(),
                                        figure.path("value").asDouble()))
                        .toList();
        return new Reason(reason.path("text").asString(), figures).toString();
    }
}
