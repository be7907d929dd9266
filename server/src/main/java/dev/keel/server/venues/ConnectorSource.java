package dev.keel.server.venues;

import java.nio.file.Path;

/** Where connectors come from; nothing is started before they are asked for. */
@FunctionalInterface
public interface ConnectorSource {
    /**
     * Makes the connectors; their programs, such as a Node, start when they are needed first.
     *
     * @param dataDirectory where they keep what must outlive a restart
     */
    Connectors open(Path dataDirectory);
}
