package dev.keel.venues.certification.rigs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.certification.report.VenueMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VenuesDocumentTest {
    private static final Path DOCUMENT = Path.of("../../docs/venues.md");

    /** {@code -Dkeel.docs.update=true} writes it instead. */
    @Test
    void theTablesOfTheDocumentAreThoseOfTheConnectors() throws IOException {
        String document = Files.readString(DOCUMENT);
        String fresh = VenueMatrix.updated(document, StandardInfos.all());
        if (Boolean.getBoolean("keel.docs.update")) {
            Files.writeString(DOCUMENT, fresh);
            return;
        }

        assertThat(document)
                .as("made anew by ./keel venues certify --all --update-docs")
                .isEqualTo(fresh);
    }
}
