package dev.keel.server.cli.venues;

import dev.keel.venues.connector.ConnectorInfo;
import java.nio.file.Path;
import java.util.List;

/** Which venues this Keel has a way to. */
@FunctionalInterface
public interface KnownVenues {
    /**
     * In the order of their names.
     *
     * @param dataDirectory of the installation
     */
    List<ConnectorInfo> in(Path dataDirectory);
}
