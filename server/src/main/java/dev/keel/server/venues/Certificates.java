package dev.keel.server.venues;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.connector.ConnectorInfo;
import java.util.Optional;

/** Which connector versions have passed the contract's cases. */
@FunctionalInterface
public interface Certificates {
    /** Why a connector is not certified for a kind of market; empty if it is. */
    Optional<String> missing(ConnectorInfo connector, InstrumentKind kind);
}
