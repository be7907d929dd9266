package dev.keel.server.api.orchestrator;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.core.account.AccountState;
import dev.keel.core.position.Position;
import dev.keel.ledger.view.DailyStatistics;
import dev.keel.server.orchestrator.Orchestrator;
import dev.keel.server.orchestrator.OrchestratorStatus;
import dev.keel.server.platform.Platform;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/trading")
@Tag(name = "Trading controls", description = "The short form of the orchestrator's routes")
class TradingRoutes {
    private final Platform platform;
    private final Controls controls;

    TradingRoutes(Platform platform, Controls controls) {
        this.platform = platform;
        this.controls = controls;
    }

    @PostMapping("/start")
    @Operation(summary = "Starts a session")
    Started start(@RequestBody(required = false) @Nullable StartRequest request) {
        controls.start(request == null ? null : request.symbols(), null);
        return new Started("started", "Trading started", symbols(), Instant.now());
    }

    @PostMapping("/stop")
    @Operation(summary = "Ends the session")
    Changed stop() {
        platform.orchestrator().stop();
        return new Changed("stopped", "Trading stopped", Instant.now());
    }

    @PostMapping("/pause")
    @Operation(summary = "Holds the market")
    Changed pause() {
        controls.pause();
        return new Changed("paused", "Trading paused", Instant.now());
    }

    @PostMapping("/resume")
    @Operation(summary = "Lets a held market go on")
    Changed resume() {
        controls.resume();
        return new Changed("running", "Trading resumed", Instant.now());
    }

    @GetMapping("/status")
    @Operation(summary = "The short form of what is going on")
    ShortStatus status() {
        OrchestratorStatus status = platform.orchestrator().status();
        AccountState account = platform.account().state();
        List<Held> held =
                account.positions().stream()
                        .filter(position -> !position.isFlat())
                        .map(this::held)
                        .toList();
        return new ShortStatus(
                status.state() == Orchestrator.State.RUNNING,
                status.state() == Orchestrator.State.PAUSED,
                symbols(),
                held.size(),
                today(account),
                account.cash().amount(),
                held,
                Instant.now());
    }

    private DayStats today(AccountState account) {
        LocalDate day = LocalDate.ofInstant(platform.clock().instant(), ZoneOffset.UTC);
        long fills =
                platform.ledger().daily(account.id(), day, day.plusDays(1)).stream()
                        .mapToLong(DailyStatistics::fills)
                        .sum();
        BigDecimal profit =
                account.marks()
                        .filter(marks -> marks.day() == day.toEpochDay())
                        .map(marks -> platform.equity().minus(marks.dayOpen()).amount())
                        .orElse(null);
        return new DayStats(fills, null, null, profit, null);
    }

    private List<String> symbols() {
        return platform.orchestrator().status().symbols().stream()
                .map(symbol -> symbol.symbol())
                .toList();
    }

    private Held held(Position position) {
        Optional<BigDecimal> unrealised =
                platform.account()
                        .market()
                        .latest(position.instrument().id())
                        .map(quote -> position.unrealised(quote.last()).amount());
        return new Held(
                position.instrument().id().symbol(),
                position.side().name().toLowerCase(Locale.ROOT),
                position.quantity().value(),
                position.averagePrice().map(price -> price.value()).orElse(null),
                unrealised.orElse(null));
    }

    record StartRequest(@Nullable List<String> symbols) {}

    record Started(String status, String message, List<String> symbols, Instant timestamp) {}

    record Changed(String status, String message, Instant timestamp) {}

    /**
     * @param paperBalance cash of the paper account
     */
    record ShortStatus(
            boolean running,
            boolean paused,
            List<String> symbols,
            @JsonProperty("active_trades") int activeTrades,
            @JsonProperty("daily_stats") DayStats dailyStats,
            @JsonProperty("paper_balance") BigDecimal paperBalance,
            List<Held> positions,
            Instant timestamp) {}

    /** The UTC day of the market. What is null is not counted by day. */
    record DayStats(
            @Schema(description = "Fills of the day") long trades,
            @Nullable Long wins,
            @Nullable Long losses,
            @Schema(description = "Equity against the beginning of the day, open profit included")
                    @Nullable BigDecimal pnl,
            @JsonProperty("max_drawdown") @Nullable BigDecimal maxDrawdown) {}

    record Held(
            String symbol,
            String side,
            BigDecimal quantity,
            @JsonProperty("entry_price") @Nullable BigDecimal entryPrice,
            @JsonProperty("unrealized_pnl") @Nullable BigDecimal unrealizedPnl) {}
}
