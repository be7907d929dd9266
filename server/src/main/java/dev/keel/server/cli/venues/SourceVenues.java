package dev.keel.server.cli.venues;

import dev.keel.server.venues.ConnectorSource;
import dev.keel.server.venues.Connectors;
import dev.keel.venues.connector.Connector;
import dev.keel.venues.connector.ConnectorInfo;
import java.nio.file.Path;
import java.util.List;

/** The venues of the connectors that come with Keel; nothing is started to tell them. */
record SourceVenues(ConnectorSource source) implements KnownVenues {
    @Override
    public List<ConnectorInfo> in(Path dataDirectory) {
        try (Connectors connectors = source.open(dataDirectory)) {
            return connectors.all().stream().map(Connector::info).toList();
        }
    }
}
