package dev.keel.server.venues;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.connector.ConnectorInfo;
import java.nio.file.Path;
import java.util.Optional;

/** Which connector versions have passed the contract's cases. */
@FunctionalInterface
public interface Certificates {
    /** Those that were earned on this machine, in the data folder. */
    Certificates EARNED =
            (dataDirectory, connector, kind) ->
                    new dev.keel.venues.certification.report.Certificates(dataDirectory)
                            .problem(connector, kind);

    /** Why a connector is not certified for a kind of market; empty if it is. */
    Optional<String> missing(Path dataDirectory, ConnectorInfo connector, InstrumentKind kind);
}
