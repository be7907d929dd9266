package dev.keel.server.orchestrator;

import dev.keel.core.money.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One run of the orchestrator, from a start to its stop, in the system's time.
 *
 * @param endedAt empty while it runs, and where the process was killed in it
 */
public record Session(UUID id, Instant startedAt, Optional<Instant> endedAt, Tally tally) {

    Session with(Tally newTally) {
        return new Session(id, startedAt, endedAt, newTally);
    }

    Session ended(Instant at) {
        return new Session(id, startedAt, Optional.of(at), tally);
    }

    /**
     * What came of a session.
     *
     * @param signals offered to the account
     * @param trades orders that were filled whole
     * @param closings fills that closed some of a position
     * @param wins closings at a profit, fees aside
     * @param profit realised, less fees paid
     */
    public record Tally(long signals, long trades, long closings, long wins, Money profit) {}
}
