package dev.keel.server.api.orchestrator;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Timeframe;
import dev.keel.server.api.RefusedException;
import dev.keel.server.api.Wording;
import dev.keel.server.orchestrator.FeedStatus;
import dev.keel.server.orchestrator.Orchestrator;
import dev.keel.server.orchestrator.OrchestratorException;
import dev.keel.server.orchestrator.OrchestratorStatus;
import dev.keel.server.platform.Platform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The orchestrator in the words of the HTTP interface; two families of routes share it. */
@Component
class Controls {
    private final Platform platform;
    private final Orchestrator orchestrator;

    Controls(Platform platform) {
        this.platform = platform;
        this.orchestrator = platform.orchestrator();
    }

    StatusView status() {
        OrchestratorStatus status = orchestrator.status();
        return StatusView.of(
                status,
                components(status),
                Wording.of(platform.account().state().settings().mode()));
    }

    void start(@Nullable List<String> symbols, @Nullable List<String> timeframes) {
        List<InstrumentId> wanted =
                symbols == null ? List.of() : symbols.stream().map(Controls::symbol).toList();
        List<Timeframe> frames =
                timeframes == null
                        ? List.of()
                        : timeframes.stream().map(Controls::timeframe).toList();
        attempt(() -> orchestrator.start(wanted, frames));
    }

    void pause() {
        attempt(orchestrator::pause);
    }

    void resume() {
        attempt(orchestrator::resume);
    }

    static InstrumentId symbol(String text) {
        try {
            return InstrumentId.of(text);
        } catch (IllegalArgumentException e) {
            throw RefusedException.field("symbol", "must be 1 to 40 letters, digits or . _ - / :");
        }
    }

    /** What cannot be done in this state is the caller's to know: status 409. */
    static void attempt(Runnable action) {
        try {
            action.run();
        } catch (OrchestratorException e) {
            throw new RefusedException(HttpStatus.CONFLICT, e.reason());
        }
    }

    private static Timeframe timeframe(String text) {
        try {
            return Timeframe.parse(text);
        } catch (IllegalArgumentException e) {
            throw RefusedException.field("timeframes", "must look like 1m, 4h, 1d or H4");
        }
    }

    /** The parts by the names that clients know; what Keel does not have yet is false. */
    private Map<String, Boolean> components(OrchestratorStatus status) {
        boolean acts = platform.account().suspension().isEmpty();
        Map<String, Boolean> components = new LinkedHashMap<>();
        components.put("data_feed", status.feed().state() == FeedStatus.State.PLAYING);
        components.put("signal_engine", status.state() == Orchestrator.State.RUNNING);
        components.put("execution_gate", acts);
        components.put("execution_engine", acts);
        components.put("mode_controller", acts);
        components.put("strategy_router", false);
        components.put("agent_orchestrator", false);
        return components;
    }
}
