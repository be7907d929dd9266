package dev.keel.venues.certification.report;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.connector.VenueId;
import java.time.Instant;

/**
 * That one version of a connector has kept the contract at a venue in one kind of market.
 *
 * @param suite the version of the suite that it passed
 * @param notShown how many cases the simulator could not show
 * @param reportHash SHA-256 of the report, in hex
 */
public record Certificate(
        VenueId venue,
        InstrumentKind kind,
        String connectorVersion,
        int suite,
        Instant at,
        int passed,
        int notApplicable,
        int notShown,
        String reportHash) {
    public Certificate {
        if (passed < 1) {
            throw new IllegalArgumentException("passed must be above 0, was " + passed);
        }
        if (!reportHash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "reportHash must be 64 hex digits, was '" + reportHash + "'");
        }
    }
}
