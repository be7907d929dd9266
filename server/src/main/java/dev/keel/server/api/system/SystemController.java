package dev.keel.server.api.system;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.ledger.view.TradingControl;
import dev.keel.server.api.Confirming;
import dev.keel.server.api.RefusedException;
import dev.keel.server.api.Wording;
import dev.keel.server.platform.Health;
import dev.keel.server.platform.Platform;
import dev.keel.server.safety.KillSwitches;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/system")
@Tag(name = "System", description = "The platform as a whole, and its kill switch")
class SystemController {
    private static final Set<String> RESERVED = Set.of(KillSwitches.AUTOMATIC, KillSwitches.ROUTE);

    private final Platform platform;

    SystemController(Platform platform) {
        this.platform = platform;
    }

    @GetMapping("/status")
    @Operation(summary = "Everything at a glance")
    SystemStatus status() {
        return SystemStatus.of(platform);
    }

    @PostMapping("/emergency-stop")
    @Operation(
            summary = "Stops all trading",
            description =
                    "Durably, on the whole platform: nothing that adds risk is taken any more. The"
                            + " account is halted, working entries are cancelled; protective orders"
                            + " and positions stay. /api/v1/trading/enable lets it go on.")
    EmergencyAnswer emergencyStop(
            @RequestParam(defaultValue = "emergency stop by API")
                    @NotBlank(message = "must not be blank")
                    @Size(max = 500, message = "must have at most 500 characters")
                    String reason) {
        OptionalInt cancelled = platform.emergencyStop().stop(reason, Wording.CLIENT);
        String message =
                cancelled.isPresent()
                        ? "trading is stopped; working entries being cancelled: "
                                + cancelled.getAsInt()
                        : "trading is stopped; the account cannot act just now, and is halted as"
                                + " soon as it can";
        return new EmergencyAnswer(true, message, cancelled.isPresent(), Instant.now());
    }

    @PostMapping("/trading/control")
    @Operation(summary = "Turns the kill switch")
    @ApiResponse(responseCode = "428", description = "To be confirmed")
    ResponseEntity<Object> control(@Valid @RequestBody ControlRequest request) {
        String who = Objects.requireNonNullElse(request.updatedBy(), "admin");
        if (RESERVED.contains(who)) {
            throw RefusedException.field("updated_by", "must not be a name that Keel uses itself");
        }
        if (request.enabled()) {
            return Confirming.answer(
                    platform.killSwitches()
                            .enable(Optional.ofNullable(request.confirmation()), who),
                    "/api/v1/system/trading/control",
                    _ -> answer());
        }
        if (request.reason() == null || request.reason().isBlank()) {
            throw RefusedException.field("reason", "is required to stop trading");
        }
        platform.tradingGuard().disable(request.reason(), who);
        return ResponseEntity.ok(answer());
    }

    private ControlAnswer answer() {
        TradingControl control = platform.tradingGuard().control();
        return new ControlAnswer(
                true,
                control.isTradingEnabled(),
                platform.tradingGuard().stopReason().orElse(null),
                control.updatedBy(),
                control.isTradingEnabled() ? "Trading enabled" : "Trading disabled",
                control.updatedAt());
    }

    @GetMapping("/trading/status")
    @Operation(summary = "The kill switch, and the health behind it")
    TradingSystemStatus tradingStatus() {
        Health.Report report = platform.health().report();
        Health.Check database = platform.health().lastCheck();
        return new TradingSystemStatus(
                platform.stopReason().isEmpty(),
                platform.stopReason().orElse(null),
                report.venue().status() == Health.Status.OK,
                database.problem() == null,
                Instant.now(),
                database.at(),
                0,
                database.consecutiveFailures());
    }

    /**
     * @param halted false if the account could not be halted yet
     */
    record EmergencyAnswer(boolean success, String message, boolean halted, Instant timestamp) {}

    record ControlRequest(
            @NotNull(message = "is required") Boolean enabled,
            @Schema(description = "Required to stop trading")
                    @Size(max = 500, message = "must have at most 500 characters")
                    @Nullable String reason,
            @Schema(description = "admin if absent")
                    @JsonProperty("updated_by")
                    @Size(min = 1, max = 100, message = "must have 1 to 100 characters")
                    @Nullable String updatedBy,
            @Schema(description = "To enable after a stop that must be confirmed")
                    @Nullable String confirmation) {}

    record ControlAnswer(
            boolean success,
            @JsonProperty("trading_enabled") boolean tradingEnabled,
            @Nullable String reason,
            @JsonProperty("updated_by") String updatedBy,
            String message,
            @JsonProperty("updated_at") Instant updatedAt) {}

    /**
     * @param lastBrokerCheck now: the paper venue is in this process
     * @param consecutiveBrokerFailures 0: the paper venue cannot fail by itself
     */
    record TradingSystemStatus(
            @JsonProperty("trading_enabled") boolean tradingEnabled,
            @JsonProperty("trading_reason") @Nullable String tradingReason,
            @JsonProperty("broker_connected") boolean brokerConnected,
            @JsonProperty("db_connected") boolean databaseConnected,
            @JsonProperty("last_broker_check") Instant lastBrokerCheck,
            @JsonProperty("last_db_check") Instant lastDatabaseCheck,
            @JsonProperty("consecutive_broker_failures") int consecutiveBrokerFailures,
            @JsonProperty("consecutive_db_failures") int consecutiveDatabaseFailures) {}
}
