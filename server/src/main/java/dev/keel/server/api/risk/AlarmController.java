package dev.keel.server.api.risk;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.ledger.view.AlarmEntry;
import dev.keel.ledger.view.ExternalOrderEntry;
import dev.keel.ledger.view.LedgerQuery;
import dev.keel.server.platform.Platform;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Alarms", description = "What a person must hear of")
class AlarmController {
    private final Platform platform;

    AlarmController(Platform platform) {
        this.platform = platform;
    }

    @GetMapping("/api/v1/alarms")
    @Operation(summary = "The latest alarms, the latest first")
    AlarmsAnswer alarms(
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "must be 1 to 1000")
                    @Max(value = LedgerQuery.MAX_LIMIT, message = "must be 1 to 1000")
                    int limit) {
        List<AlarmRow> rows =
                platform.books().alarms(null, limit).stream().map(AlarmRow::of).toList();
        return new AlarmsAnswer(true, rows, rows.size());
    }

    @GetMapping("/api/v1/trading/external-orders")
    @Operation(
            summary = "Orders of others that work on the accounts",
            description = "They are shown, and never touched.")
    ExternalAnswer external() {
        List<ExternalRow> rows =
                platform.books().externalOrders(null).stream().map(ExternalRow::of).toList();
        return new ExternalAnswer(true, rows, rows.size());
    }

    record AlarmsAnswer(boolean success, List<AlarmRow> alarms, int count) {}

    record AlarmRow(
            String account, String kind, @Nullable String symbol, String detail, Instant at) {
        static AlarmRow of(AlarmEntry alarm) {
            return new AlarmRow(
                    alarm.account().value(),
                    alarm.kind().name().toLowerCase(Locale.ROOT),
                    alarm.symbol(),
                    alarm.detail(),
                    alarm.at());
        }
    }

    record ExternalAnswer(boolean success, List<ExternalRow> orders, int count) {}

    record ExternalRow(
            String account,
            String symbol,
            @JsonProperty("broker_order_id") String venueOrder,
            String status,
            String side,
            BigDecimal quantity,
            BigDecimal filled,
            String detail,
            @JsonProperty("first_seen") Instant firstSeen,
            @JsonProperty("updated_at") Instant updatedAt) {
        static ExternalRow of(ExternalOrderEntry order) {
            return new ExternalRow(
                    order.account().value(),
                    order.symbol(),
                    order.venueOrder(),
                    "EXTERNAL",
                    order.terms().side().name(),
                    order.terms().quantity(),
                    order.terms().filled(),
                    order.words(),
                    order.firstSeen(),
                    order.updatedAt());
        }
    }
}
