package dev.keel.server.api.risk;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.ledger.view.ReconciliationReport;
import dev.keel.server.api.Wording;
import dev.keel.server.platform.Platform;
import dev.keel.server.safety.Reconciler;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/trading")
@Tag(name = "Reconciliation", description = "The ledger held against the brokers")
class ReconciliationController {
    private static final int MOST_HOURS = 8_784;

    private final Platform platform;

    ReconciliationController(Platform platform) {
        this.platform = platform;
    }

    @PostMapping("/reconcile")
    @Operation(
            summary = "Holds every account against its broker now",
            description =
                    "Waits for the brokers' statements. success is false if one could not be had in"
                            + " whole: a question that fails proves nothing.")
    Reconciled reconcile() throws InterruptedException {
        List<Reconciler.Run> runs = platform.reconciler().reconcile();
        int found = runs.stream().mapToInt(run -> run.differences().size()).sum();
        List<String> failed =
                runs.stream()
                        .filter(run -> !run.isWhole())
                        .map(run ->
                                run.account()
                                        + ": "
                                        + Objects.requireNonNullElse(
                                                run.result().failure(), "not every part answered"))
                        .toList();
        String message =
                failed.isEmpty()
                        ? "%d account(s) reconciled, differences found: %d"
                                .formatted(runs.size(), found)
                        : "not reconciled: " + String.join("; ", failed);
        return new Reconciled(failed.isEmpty(), message, found, platform.stopReason().isEmpty());
    }

    @GetMapping("/reconciliation/report")
    @Operation(summary = "Differences of the latest hours, what is unresolved, and the latest runs")
    ReportAnswer report(
            @Parameter(description = "Hours of the platform's time, 1 to 8784")
                    @RequestParam(defaultValue = "24")
                    @Min(value = 1, message = "must be 1 to 8784")
                    @Max(value = MOST_HOURS, message = "must be 1 to 8784")
                    int hours) {
        Instant since = platform.clock().instant().minus(Duration.ofHours(hours));
        ReconciliationReport report = platform.books().reconciliation(null, since);
        Map<String, Total> totals = new LinkedHashMap<>();
        report.totals()
                .forEach(total ->
                        totals.put(
                                Wording.of(total.explanation()),
                                new Total(total.count(), total.impact())));
        return new ReportAnswer(
                true,
                new Report(
                        hours,
                        since,
                        report.entries().stream().map(DifferenceRow::of).toList(),
                        totals,
                        report.unresolved(),
                        platform.reconciler().every().toSeconds(),
                        platform.reconciler().latest().stream().map(RunRow::of).toList()));
    }

    record Reconciled(
            boolean success,
            String message,
            @JsonProperty("discrepancies_found") int found,
            @JsonProperty("trading_enabled") boolean tradingEnabled) {}

    record ReportAnswer(boolean success, Report report) {}

    /**
     * @param since in the platform's time
     * @param totals by class
     * @param unresolved whenever they were found
     */
    record Report(
            int hours,
            Instant since,
            List<DifferenceRow> entries,
            Map<String, Total> totals,
            long unresolved,
            @JsonProperty("every_seconds") long everySeconds,
            List<RunRow> runs) {}

    record Total(long count, BigDecimal impact) {}

    /**
     * @param at the system's time
     * @param failure null if the statement was had
     */
    record RunRow(
            String account,
            Instant at,
            boolean whole,
            int differences,
            @Nullable String failure,
            @JsonProperty("consecutive_failures") int consecutiveFailures) {
        static RunRow of(Reconciler.Run run) {
            return new RunRow(
                    run.account().value(),
                    run.at(),
                    run.isWhole(),
                    run.differences().size(),
                    run.result().failure(),
                    run.consecutiveFailures());
        }
    }
}
