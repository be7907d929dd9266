package dev.keel.server.api.system;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.server.platform.Health;
import dev.keel.server.platform.Platform;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Health")
class HealthController {
    private final Platform platform;

    HealthController(Platform platform) {
        this.platform = platform;
    }

    @GetMapping({"/health", "/api/health"})
    @Operation(
            summary = "Whether every part works, asked now",
            description = "Status 503 if one does not.")
    ResponseEntity<HealthAnswer> health() {
        Health.Report report = platform.health().report();
        return ResponseEntity.status(status(report))
                .body(
                        new HealthAnswer(
                                word(report),
                                report.isHealthy()
                                        ? "all parts work"
                                        : "at least one part does not work",
                                Components.of(report),
                                Platform.version(),
                                Instant.now()));
    }

    @GetMapping("/api/v1/trading/health")
    @Operation(summary = "The same for trading alone")
    ResponseEntity<TradingHealth> trading() {
        Health.Report report = platform.health().report();
        return ResponseEntity.status(status(report))
                .body(
                        new TradingHealth(
                                word(report),
                                report.venue().status() == Health.Status.OK,
                                platform.stopReason().isEmpty(),
                                platform.isReconciling(),
                                Components.of(report),
                                Instant.now()));
    }

    private static HttpStatus status(Health.Report report) {
        return report.isHealthy() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
    }

    private static String word(Health.Report report) {
        return report.isHealthy() ? "healthy" : "unhealthy";
    }

    record HealthAnswer(
            String status,
            String message,
            Map<String, Components.Component> components,
            String version,
            Instant timestamp) {}

    /**
     * @param reconciliationRunning false while the account is suspended
     */
    record TradingHealth(
            String status,
            @JsonProperty("broker_connected") boolean brokerConnected,
            @JsonProperty("trading_enabled") boolean tradingEnabled,
            @JsonProperty("reconciliation_running") boolean reconciliationRunning,
            Map<String, Components.Component> components,
            Instant timestamp) {}
}
