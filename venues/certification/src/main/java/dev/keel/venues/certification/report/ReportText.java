package dev.keel.venues.certification.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report for people. */
public final class ReportText {
    private ReportText() {}

    /** What failed and what was not shown in full, the rest as figures. */
    public static List<String> lines(SuiteReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(summary(report));
        for (CaseResult result : report.results()) {
            switch (result.verdict()) {
                case FAILED, NOT_SHOWN -> lines.add(line(result));
                case PASSED, NOT_APPLICABLE -> {}
            }
        }
        return lines;
    }

    /** Every case with its outcome. */
    public static List<String> allLines(SuiteReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(summary(report));
        report.results().forEach(result -> lines.add(line(result)));
        return lines;
    }

    /** One line for all markets of a run. */
    public static String summary(List<SuiteReport> reports) {
        long passed = reports.stream().filter(SuiteReport::passed).count();
        return String.format(
                Locale.ROOT,
                "%d markets: %d passed, %d failed; cases: %d passed, %d failed, %d not applicable,"
                        + " %d not shown",
                reports.size(),
                passed,
                reports.size() - passed,
                count(reports, CaseResult.Verdict.PASSED),
                count(reports, CaseResult.Verdict.FAILED),
                count(reports, CaseResult.Verdict.NOT_APPLICABLE),
                count(reports, CaseResult.Verdict.NOT_SHOWN));
    }

    private static long count(List<SuiteReport> reports, CaseResult.Verdict verdict) {
        return reports.stream().mapToLong(report -> report.count(verdict)).sum();
    }

    private static String summary(SuiteReport report) {
        return String.format(
                Locale.ROOT,
                "%s %s, version %s: %d passed, %d failed, %d not applicable, %d not shown, %.1f s",
                report.passed() ? "PASSED" : "FAILED",
                report.name(),
                report.connector().version(),
                report.count(CaseResult.Verdict.PASSED),
                report.count(CaseResult.Verdict.FAILED),
                report.count(CaseResult.Verdict.NOT_APPLICABLE),
                report.count(CaseResult.Verdict.NOT_SHOWN),
                report.took().toMillis() / 1000.0);
    }

    private static String line(CaseResult result) {
        return String.format(
                Locale.ROOT,
                "  %3d %-14s %s%s",
                result.ofCase().number(),
                result.verdict(),
                result.ofCase().title(),
                result.detail().isEmpty() ? "" : ": " + result.detail());
    }
}
