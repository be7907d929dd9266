package dev.keel.venues.certification.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.venues.certification.ContractCase;
import dev.keel.venues.certification.cases.ContractSuite;
import dev.keel.venues.certification.report.CaseResult;
import dev.keel.venues.certification.report.ReportText;
import dev.keel.venues.certification.report.SuiteReport;
import dev.keel.venues.certification.report.SuiteRun;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Every FIX dialect in every kind of market through the cases in which most is at stake, all places
 * at once: they wait more than they work. {@code -Dkeel.certify.fix=all} takes every case.
 */
class FixCertificationIT {
    /**
     * Answers that never come, restarts, what the venue does unasked, spot sales, cursors, keys.
     */
    private static final Set<Integer> SAMPLE =
            Set.of(1, 11, 24, 103, 133, 163, 302, 305, 307, 331, 382, 401, 407, 424, 491);

    @Test
    void everyDialectKeepsTheContract() throws Exception {
        boolean whole = System.getProperty("keel.certify.fix", "sample").equals("all");
        List<ContractCase> cases =
                ContractSuite.cases().stream()
                        .filter(each -> whole || SAMPLE.contains(each.number()))
                        .toList();
        List<SuiteReport> reports;
        try (FixRigs rigs = new FixRigs();
                ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<SuiteReport>> places =
                    SuiteRun.places(rigs).stream()
                            .<Callable<SuiteReport>>map(place -> () -> run(rigs, place, cases))
                            .toList();
            reports = workers.invokeAll(places).stream().map(Future::resultNow).toList();
        }

        assertThat(reports).hasSize(9).allSatisfy(FixCertificationIT::hasNoFailure);
    }

    private static SuiteReport run(FixRigs rigs, SuiteRun.Place place, List<ContractCase> cases) {
        return new SuiteRun(InstantSource.system(), System::nanoTime).run(rigs, place, cases);
    }

    private static void hasNoFailure(SuiteReport report) {
        assertThat(report.results())
                .filteredOn(result -> result.verdict() == CaseResult.Verdict.FAILED)
                .as(String.join("\n", ReportText.lines(report)))
                .isEmpty();
        assertThat(report.results())
                .filteredOn(result -> result.verdict() == CaseResult.Verdict.PASSED)
                .as("%s %s", report.connector().venue(), report.kind())
                .hasSizeGreaterThan(8);
    }
}
