package dev.keel.venues.certification.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.certification.cases.ContractSuite;
import dev.keel.venues.certification.report.CaseResult;
import dev.keel.venues.certification.report.ReportText;
import dev.keel.venues.certification.report.SuiteReport;
import dev.keel.venues.certification.report.SuiteRun;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The suite can be passed. */
class ReferenceCertificationTest {
    @Test
    void theReferencePassesEveryCaseThatApplies() {
        SuiteRun suite = new SuiteRun(InstantSource.system(), System::nanoTime);

        List<SuiteReport> reports;
        try (ReferenceRigs rigs = new ReferenceRigs(InstantSource.system(), PlantedBug.NONE)) {
            reports = suite.run(rigs, SuiteRun.places(rigs), ContractSuite.cases(), _ -> {});
        }

        assertThat(reports)
                .hasSize(2)
                .allSatisfy(report -> {
                    assertThat(report.passed())
                            .as(String.join("\n", ReportText.lines(report)))
                            .isTrue();
                    assertThat(report.count(CaseResult.Verdict.NOT_SHOWN)).isZero();
                    assertThat(report.count(CaseResult.Verdict.PASSED)).isGreaterThan(250);
                });
    }
}
