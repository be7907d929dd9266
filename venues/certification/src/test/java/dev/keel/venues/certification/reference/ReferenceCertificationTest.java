package dev.keel.venues.certification.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.certification.cases.ContractSuite;
import dev.keel.venues.certification.report.CaseResult;
import dev.keel.venues.certification.report.ReportText;
import dev.keel.venues.certification.report.SuiteReport;
import dev.keel.venues.certification.report.SuiteRun;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The suite can be passed. */
class ReferenceCertificationTest {
    @ParameterizedTest
    @EnumSource
    void theReferencePassesEveryCaseThatApplies(InstrumentKind kind) {
        SuiteRun suite = new SuiteRun(InstantSource.system(), System::nanoTime);

        SuiteReport report;
        try (ReferenceRigs rigs = new ReferenceRigs(InstantSource.system(), PlantedBug.NONE)) {
            report =
                    suite.run(
                            rigs,
                            new SuiteRun.Place(ReferenceInfo.VENUE, kind),
                            ContractSuite.cases());
        }

        assertThat(report.passed()).as(String.join("\n", ReportText.lines(report))).isTrue();
        assertThat(report.results())
                .filteredOn(result -> result.verdict() == CaseResult.Verdict.NOT_SHOWN)
                .as("what the reference cannot show")
                .isEmpty();
        assertThat(report.count(CaseResult.Verdict.PASSED)).isGreaterThan(200);
    }
}
