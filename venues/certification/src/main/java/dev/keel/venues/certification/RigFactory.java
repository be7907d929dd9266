package dev.keel.venues.certification;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.connector.VenueId;
import java.util.Set;

/** Builds rigs for the venues of one technology. For any number of threads. */
public interface RigFactory extends AutoCloseable {
    Set<VenueId> venues();

    /** The kinds of market of a venue that can be certified. */
    Set<InstrumentKind> kinds(VenueId venue);

    Rig build(VenueId venue, InstrumentKind kind);

    /** How many rigs of different venues and kinds may be in use at once. */
    default int parallelism() {
        return 4;
    }

    @Override
    void close();
}
