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
import org.junit.jupiter.api.Test;

/**
 * The whole contract over Binance's connector, spot and linear, and over MetaTrader 5 in both ways
 * of keeping an account. {@code -Dkeel.certify=all} takes every venue that has a simulator, {@code
 * -Dkeel.certify=bybit,okx} some, {@code -Dkeel.certify="okx LINEAR"} one market.
 */
class CertificationIT {
    private static final String USUAL = "binance,mt5";

    @Test
    void connectorsKeepTheContract() {
        List<String> wanted = List.of(System.getProperty("keel.certify", USUAL).split(",", -1));
        List<SuiteReport> reports;
        try (RigFactory rigs = StandardRigs.open()) {
            List<SuiteRun.Place> places =
                    SuiteRun.places(rigs).stream()
                            .filter(place -> wanted.stream().anyMatch(one -> isWanted(place, one)))
                            .toList();
            reports =
                    new SuiteRun(InstantSource.system(), System::nanoTime)
                            .run(rigs, places, ContractSuite.cases(), _ -> {});
        }

        assertThat(reports).isNotEmpty().allSatisfy(CertificationIT::hasNoFailure);
    }

    private static boolean isWanted(SuiteRun.Place place, String wanted) {
        String venue = place.venue().value();
        return wanted.equals("all")
                || wanted.equals(venue)
                || wanted.equals(venue + " " + place.kind().name());
    }

    private static void hasNoFailure(SuiteReport report) {
        assertThat(report.results())
                .filteredOn(result -> result.verdict() == CaseResult.Verdict.FAILED)
                .as(String.join("\n", ReportText.lines(report)))
                .isEmpty();
    }
}
