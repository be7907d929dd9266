package dev.keel.server.orchestrator;

import dev.keel.core.instrument.InstrumentId;
import java.util.Optional;
import java.util.Set;

/** A market that sessions can be had on: one that is played, or one that lives. */
public interface Stage {
    /** What the market has; in the order of the ids. */
    Set<InstrumentId> offered();

    /**
     * Checks a plan against the market, before anything is started.
     *
     * @throws IllegalArgumentException naming the parameter or timeframe that is wrong
     */
    void requireFit(Plan plan);

    /** One session's play, not started yet. */
    Play play(Plan plan, Set<InstrumentId> scanned, SessionBook sessions);

    /**
     * What the market is doing.
     *
     * @param play the latest; empty before the first
     */
    FeedStatus status(Orchestrator.State state, Optional<Play> play);
}
