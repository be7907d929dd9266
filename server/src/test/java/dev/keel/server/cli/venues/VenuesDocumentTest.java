package dev.keel.server.cli.venues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.server.venues.StandardConnectors;
import dev.keel.venues.certification.report.VenueMatrix;
import dev.keel.venues.connector.ConnectorInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VenuesDocumentTest {
    @TempDir private Path folder;

    @Test
    void theTablesOfTheDocumentAreThoseOfTheConnectors() throws IOException {
        String document = Files.readString(Path.of("../docs/venues.md"));
        List<ConnectorInfo> connectors =
                new SourceVenues(new StandardConnectors(Optional.empty())).in(folder);

        assertThat(connectors).isNotEmpty();
        assertThat(document)
                .as("made anew by ./keel venues certify --all --update-docs")
                .isEqualTo(VenueMatrix.updated(document, connectors));
    }
}
