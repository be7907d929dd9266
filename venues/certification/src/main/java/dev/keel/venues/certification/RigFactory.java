package dev.keel.venues.certification;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.VenueId;
import java.util.List;
import java.util.Set;

/** Builds rigs for the venues of one technology. For any number of threads. */
public interface RigFactory extends AutoCloseable {
    /** The variant of a venue that keeps its accounts in one way. */
    String USUAL = "";

    Set<VenueId> venues();

    /** The kinds of market of a venue that can be certified. */
    Set<InstrumentKind> kinds(VenueId venue);

    /**
     * The ways in which an account of this venue and kind may be kept, such as netting and hedging.
     * A connector keeps the contract if it does so in all of them.
     */
    default List<String> variants(VenueId venue, InstrumentKind kind) {
        return List.of(USUAL);
    }

    /** What the connector says of itself; nothing is opened to tell it. */
    ConnectorInfo info(VenueId venue);

    Rig build(VenueId venue, InstrumentKind kind, String variant);

    /** A rig of the first variant. */
    default Rig build(VenueId venue, InstrumentKind kind) {
        return build(venue, kind, variants(venue, kind).getFirst());
    }

    /** How many rigs may be in use at once; their cases mostly wait. */
    default int parallelism() {
        return 4;
    }

    @Override
    void close();
}
