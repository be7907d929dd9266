package dev.keel.server.api.orchestrator;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.server.orchestrator.Orchestrator;
import dev.keel.server.platform.Platform;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/trading/orchestrator")
@Tag(name = "Orchestrator", description = "Plays the market to strategies and account")
class OrchestratorController {
    private final Controls controls;
    private final Orchestrator orchestrator;

    OrchestratorController(Platform platform, Controls controls) {
        this.controls = controls;
        this.orchestrator = platform.orchestrator();
    }

    @GetMapping("/status")
    @Operation(summary = "What it is doing")
    StatusAnswer status() {
        return new StatusAnswer(true, controls.status());
    }

    @PostMapping("/start")
    @Operation(summary = "Starts a session, where the last one ended")
    StartAnswer start(@RequestBody(required = false) @Nullable StartRequest request) {
        controls.start(
                request == null ? null : request.symbols(),
                request == null ? null : request.timeframes());
        return new StartAnswer(true, "Orchestrator started", controls.status());
    }

    @PostMapping("/stop")
    @Operation(summary = "Ends the session; positions and orders stay")
    Said stop() {
        orchestrator.stop();
        return new Said(true, "Orchestrator stopped");
    }

    @PostMapping("/pause")
    @Operation(summary = "Holds the market: no bar, no signal, no fill")
    Said pause() {
        controls.pause();
        return new Said(true, "Trading paused");
    }

    @PostMapping("/resume")
    @Operation(summary = "Lets a held market go on")
    Said resume() {
        controls.resume();
        return new Said(true, "Trading resumed");
    }

    @PostMapping("/symbols")
    @Operation(summary = "Has a symbol scanned for signals")
    SymbolAnswer add(@Valid @RequestBody SymbolRequest request) {
        InstrumentId symbol = Controls.symbol(request.symbol());
        Controls.attempt(() -> orchestrator.add(symbol));
        return new SymbolAnswer(true, symbol.symbol(), "Symbol " + symbol + " added");
    }

    /** A symbol may hold a slash; hence the rest of the path is taken, decoded, as it is. */
    @DeleteMapping("/symbols/{*symbol}")
    @Operation(summary = "Has a symbol scanned no more; its position and orders stay")
    SymbolAnswer remove(@PathVariable String symbol) {
        InstrumentId id = Controls.symbol(symbol.replaceFirst("^/", ""));
        Controls.attempt(() -> orchestrator.remove(id));
        return new SymbolAnswer(true, id.symbol(), "Symbol " + id + " removed");
    }

    @GetMapping("/sessions")
    @Operation(summary = "The latest sessions, the latest first")
    SessionsAnswer sessions() {
        return new SessionsAnswer(
                true, orchestrator.sessions().stream().map(StatusView.SessionRow::of).toList());
    }

    record StartRequest(
            @Schema(description = "Kept as they are if absent") @Nullable List<String> symbols,
            @Schema(description = "Such as 5m or 1h; kept as they are if absent")
                    @Nullable List<String> timeframes,
            @Schema(description = "Taken for compatibility; closed bars drive the strategies")
                    @JsonProperty("scan_interval")
                    @Nullable Integer scanInterval) {}

    record SymbolRequest(@NotBlank(message = "is required") String symbol) {}

    record StatusAnswer(boolean success, StatusView status) {}

    record StartAnswer(boolean success, String message, StatusView status) {}

    record Said(boolean success, String message) {}

    record SymbolAnswer(boolean success, String symbol, String message) {}

    record SessionsAnswer(boolean success, List<StatusView.SessionRow> sessions) {}
}
