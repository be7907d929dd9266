package dev.keel.server.orchestrator;

import dev.keel.core.instrument.InstrumentId;
import java.util.List;
import java.util.Optional;

/**
 * What the orchestrator is doing.
 *
 * @param session the one that runs
 * @param problem what keeps it from going on
 */
public record OrchestratorStatus(
        Orchestrator.State state,
        List<InstrumentId> symbols,
        Plan plan,
        Optional<Session> session,
        FeedStatus feed,
        Optional<String> problem) {}
