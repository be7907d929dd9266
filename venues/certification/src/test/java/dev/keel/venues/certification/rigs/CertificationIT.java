package dev.keel.venues.certification.rigs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.certification.RigFactory;
import dev.keel.venues.certification.cases.ContractSuite;
import dev.keel.venues.certification.report.CaseResult;
import dev.keel.venues.certification.report.ReportText;
import dev.keel.venues.certification.report.SuiteReport;
import dev.keel.venues.certification.report.SuiteRun;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The whole suite over real connectors and their simulators. {@code -Dkeel.certify=all} takes every
 * venue instead of one, {@code -Dkeel.certify=okx} another.
 */
class CertificationIT {
    /**
     * What is known to be broken, and is no pass: open orders in an empty answer are read as none
     * (202, 204), and quotes of the linear market are not streamed from the simulator (484, 485).
     * Whoever mends one takes it out.
     */
    private static final Set<Integer> OPEN_FINDINGS = Set.of(202, 204, 484, 485);

    @Test
    void connectorsKeepTheContract() {
        String wanted = System.getProperty("keel.certify", "binance LINEAR");
        List<SuiteReport> reports;
        try (RigFactory rigs = StandardRigs.open()) {
            List<SuiteRun.Place> places =
                    SuiteRun.places(rigs).stream()
                            .filter(place -> isWanted(place, wanted))
                            .toList();
            reports =
                    new SuiteRun(InstantSource.system(), System::nanoTime)
                            .run(rigs, places, ContractSuite.cases(), _ -> {});
        }

        assertThat(reports).isNotEmpty().allSatisfy(CertificationIT::hasNoUnknownFailure);
    }

    private static boolean isWanted(SuiteRun.Place place, String wanted) {
        String venue = place.venue().value();
        return wanted.equals("all")
                || wanted.equals(venue)
                || wanted.equals(venue + " " + place.kind().name());
    }

    private static void hasNoUnknownFailure(SuiteReport report) {
        assertThat(report.results())
                .filteredOn(result -> result.verdict() == CaseResult.Verdict.FAILED)
                .extracting(result -> result.ofCase().number())
                .as(String.join("\n", ReportText.lines(report)))
                .isSubsetOf(OPEN_FINDINGS);
    }
}
