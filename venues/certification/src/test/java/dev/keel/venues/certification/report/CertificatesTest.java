package dev.keel.venues.certification.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.certification.cases.ContractSuite;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Technology;
import dev.keel.venues.connector.VenueId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @TempDir private Path folder;

    @Test
    void holdsForTheVeryVersionThatPassed() {
        Certificates certificates = new Certificates(folder);

        assertThat(certificates.keep(report("7", CaseResult.Verdict.PASSED))).isPresent();

        assertThat(certificates.valid(info("7", true), InstrumentKind.SPOT)).isTrue();
        assertThat(certificates.problem(info("8", true), InstrumentKind.SPOT))
                .hasValue("binance spot is certified in version 7, and is version 8");
        assertThat(certificates.problem(info("7", true), InstrumentKind.LINEAR))
                .hasValue("binance linear has no certificate: run ./keel venues certify");
        assertThat(certificates.problem(info("7", false), InstrumentKind.SPOT))
                .hasValue("binance spot is not reviewed: it only shows market data");
    }

    @Test
    void aFailureTakesTheCertificateOfTheVersionAway() {
        Certificates certificates = new Certificates(folder);
        assertThat(certificates.keep(report("7", CaseResult.Verdict.PASSED))).isPresent();

        assertThat(certificates.keep(report("7", CaseResult.Verdict.FAILED))).isEmpty();

        assertThat(certificates.valid(info("7", true), InstrumentKind.SPOT)).isFalse();
    }

    @Test
    void oneCaseAloneEarnsNothing() {
        SuiteReport whole = report("7", CaseResult.Verdict.PASSED);
        SuiteReport part =
                new SuiteReport(
                        whole.connector(),
                        whole.kind(),
                        whole.suite(),
                        whole.at(),
                        false,
                        whole.results());

        assertThat(new Certificates(folder).keep(part)).isEmpty();
    }

    @Test
    void aReportThatWasTouchedIsNoCertificate() throws IOException {
        Certificates certificates = new Certificates(folder);
        assertThat(certificates.keep(report("7", CaseResult.Verdict.PASSED))).isPresent();
        Path file = folder.resolve("certificates/binance-spot.json");

        Files.writeString(file, Files.readString(file).replace("\"7\"", "\"8\""));

        assertThat(certificates.find(VenueId.of("binance"), InstrumentKind.SPOT)).isEmpty();
        assertThat(certificates.valid(info("8", true), InstrumentKind.SPOT)).isFalse();
    }

    @Test
    void aFileThatCannotBeReadIsNoCertificate() throws IOException {
        Path file = folder.resolve("certificates/binance-spot.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{ not json");

        assertThat(new Certificates(folder).find(VenueId.of("binance"), InstrumentKind.SPOT))
                .isEmpty();
    }

    private static SuiteReport report(String version, CaseResult.Verdict verdict) {
        List<CaseResult> results =
                ContractSuite.cases().stream()
                        .map(each ->
                                new CaseResult(
                                        each,
                                        verdict,
                                        verdict == CaseResult.Verdict.PASSED ? "" : "it broke",
                                        Duration.ofMillis(3)))
                        .toList();
        return new SuiteReport(
                info(version, true),
                InstrumentKind.SPOT,
                ContractSuite.VERSION,
                NOON,
                true,
                results);
    }

    private static ConnectorInfo info(String version, boolean reviewed) {
        return new ConnectorInfo(
                VenueId.of("binance"),
                Technology.CCXT,
                "Binance",
                version,
                Map.of(InstrumentKind.SPOT, Set.of(Capability.LIMIT_ORDER)),
                List.of(),
                reviewed);
    }
}
