package dev.keel.venues.certification.report;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.venues.connector.ConnectorInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What came of the suite at one venue in one kind of market.
 *
 * @param suite the version of the suite
 * @param complete whether every case was run; a certificate needs all
 * @param results in the order of the cases' numbers
 */
public record SuiteReport(
        ConnectorInfo connector,
        InstrumentKind kind,
        int suite,
        Instant at,
        boolean complete,
        List<CaseResult> results) {
    public SuiteReport {
        results = List.copyOf(results);
    }

    public long count(CaseResult.Verdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }

    /** Whether nothing failed, and something passed. */
    public boolean passed() {
        return count(CaseResult.Verdict.FAILED) == 0 && count(CaseResult.Verdict.PASSED) > 0;
    }

    public Duration took() {
        return results.stream().map(CaseResult::took).reduce(Duration.ZERO, Duration::plus);
    }

    /** Such as {@code binance spot}. */
    public String name() {
        return connector.venue() + " " + kind.name().toLowerCase(java.util.Locale.ROOT);
    }
}
