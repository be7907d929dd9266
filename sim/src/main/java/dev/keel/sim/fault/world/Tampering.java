package dev.keel.sim.fault.world;

import dev.keel.core.execution.VenueConnector;
import dev.keel.core.journal.Journal;
import java.util.function.UnaryOperator;

/**
 * What stands between the runners and their ports: nothing, but where it is shown that the
 * simulator finds a bug that somebody planted.
 */
public record Tampering(UnaryOperator<VenueConnector> venues, UnaryOperator<Journal> journals) {
    public static final Tampering NONE =
            new Tampering(UnaryOperator.identity(), UnaryOperator.identity());

    public static Tampering withVenues(UnaryOperator<VenueConnector> venues) {
        return new Tampering(venues, UnaryOperator.identity());
    }

    public static Tampering withJournals(UnaryOperator<Journal> journals) {
        return new Tampering(UnaryOperator.identity(), journals);
    }
}
