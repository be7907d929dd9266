package dev.keel.server.cli.signals;

import dev.keel.signals.astro.NullShiftReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A null-shift report as lines for people. */
final class AstroTable {
    private static final String ROW = "%-8s %-12s %9s %12s %12s %12s %11s";

    private AstroTable() {}

    static List<String> of(String data, NullShiftReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%s: %d bars, returns over %d bars, %d skies of other years, %d of them"
                                + " different",
                        data,
                        report.bars(),
                        report.horizonBars(),
                        report.shifts(),
                        report.differentShifts()));
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        ROW,
                        "what",
                        "measure",
                        "opinions",
                        "real sky",
                        "others mean",
                        "others dev.",
                        "percentile"));
        for (NullShiftReport.Line line : report.lines()) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            ROW,
                            line.subject(),
                            line.measure().label(),
                            line.opinions(),
                            figure(line.real()),
                            figure(line.mean()),
                            figure(line.deviation()),
                            String.format(Locale.ROOT, "%.1f", line.percentile())));
        }
        return lines;
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
