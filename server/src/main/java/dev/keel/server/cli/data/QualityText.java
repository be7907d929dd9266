package dev.keel.server.cli.data;

import dev.keel.sim.data.Gap;
import dev.keel.sim.data.QualityReport;
import dev.keel.sim.data.Spike;
import dev.keel.sim.market.Refusal;
import dev.keel.sim.report.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A quality report as text for people. */
final class QualityText {
    private QualityText() {}

    /**
     * Makes the text.
     *
     * @param written what came of it on disk
     * @param most how many refusals, gaps and spikes are shown of each
     */
    static String of(QualityReport report, String written, int most) {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%s (%,d bytes): bars of %s, %s to %s UTC",
                        report.source().name(),
                        report.source().size(),
                        report.timeframe(),
                        Figures.time(report.span().first()),
                        Figures.time(report.span().last())));
        lines.add("");
        QualityReport.Rows rows = report.rows();
        add(lines, "Rows read", rows.read(), "");
        add(lines, "Bars kept", rows.kept(), "");
        add(lines, "Rows refused", rows.refused(), reasons(report));
        add(lines, "Rows out of order", rows.outOfOrder(), "put in their place");
        QualityReport.Gaps gaps = report.gaps();
        add(
                lines,
                "Gaps",
                gaps.unexplained(),
                String.format(
                        Locale.ROOT,
                        "%,d bars missing; besides %,d market closed, %,d holidays; calendar %s,"
                                + " longest gap of all %s",
                        gaps.missingBars(),
                        gaps.closed(),
                        gaps.holidays(),
                        gaps.calendar(),
                        words(gaps.longest())));
        add(
                lines,
                "Spikes",
                report.spikes().size(),
                "moves of more than 20 robust standard deviations");
        QualityReport.Figures figures = report.figures();
        add(
                lines,
                "Stale stretches",
                figures.staleRuns(),
                figures.staleRuns() == 0
                        ? ""
                        : "the longest "
                                + figures.longestStaleRun()
                                + " bars from line "
                                + figures.longestStaleLine());
        add(lines, "Flat bars", figures.flatBars(), "");
        add(lines, "Overlapping bars", figures.overlaps(), "");
        add(lines, "Without volume", figures.zeroVolumeBars(), "");
        add(lines, "Volumes rounded", figures.roundedVolumes(), "");
        add(lines, "Bars adjusted", figures.adjustedBars(), "for splits and dividends");
        refusals(lines, report, most);
        gaps(lines, report, most);
        spikes(lines, report, most);
        lines.add("");
        lines.add(Character.toUpperCase(written.charAt(0)) + written.substring(1));
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private static void add(List<String> lines, String name, long count, String more) {
        String line = String.format(Locale.ROOT, "  %-18s %,12d", name, count);
        lines.add(
                more.isEmpty() || (count == 0 && !name.equals("Gaps")) ? line : line + "  " + more);
    }

    private static String reasons(QualityReport report) {
        Map<Refusal.Reason, Long> counts =
                report.refused().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Refusal::reason, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().words())
                .collect(Collectors.joining("; "));
    }

    private static void refusals(List<String> lines, QualityReport report, int most) {
        if (report.refused().isEmpty() || most == 0) {
            return;
        }
        heading(lines, "Refused", report.refused().size(), most);
        report.refused().stream()
                .limit(most)
                .forEach(refusal -> lines.add("  " + refusal.detail()));
    }

    private static void gaps(List<String> lines, QualityReport report, int most) {
        List<Gap> longest =
                report.gaps().list().stream()
                        .filter(gap -> gap.kind() == Gap.Kind.MISSING)
                        .sorted(
                                Comparator.comparingLong((Gap gap) -> -gap.missing())
                                        .thenComparing(Gap::from))
                        .toList();
        if (longest.isEmpty() || most == 0) {
            return;
        }
        heading(lines, "Gaps, the longest first", longest.size(), most);
        longest.stream()
                .limit(most)
                .forEach(gap ->
                        lines.add(
                                String.format(
                                        Locale.ROOT,
                                        "  line %d: %,d bars missing, %s to %s",
                                        gap.line(),
                                        gap.missing(),
                                        Figures.time(gap.from()),
                                        Figures.time(gap.to()))));
    }

    private static void spikes(List<String> lines, QualityReport report, int most) {
        if (report.spikes().isEmpty() || most == 0) {
            return;
        }
        heading(lines, "Spikes, the greatest first", report.spikes().size(), most);
        report.spikes().stream()
                .limit(most)
                .forEach(spike ->
                        lines.add(
                                String.format(
                                        Locale.ROOT,
                                        "  line %d: %s %+.2f %%, %.0f deviations, %s",
                                        spike.line(),
                                        words(spike.kind()),
                                        100 * Math.expm1(spike.move()),
                                        Math.abs(spike.deviations()),
                                        Figures.time(spike.at()))));
    }

    private static void heading(List<String> lines, String what, int count, int most) {
        lines.add("");
        lines.add(count > most ? what + " (" + most + " of " + count + ")" : what);
    }

    private static String words(Spike.Kind kind) {
        return switch (kind) {
            case CLOSE -> "close";
            case HIGH -> "high above the body";
            case LOW -> "low below the body";
        };
    }

    private static String words(Duration duration) {
        long days = duration.toDays();
        String rest =
                String.format(
                        Locale.ROOT, "%d:%02d", duration.toHoursPart(), duration.toMinutesPart());
        return days == 0 ? rest + " h" : days + " d " + rest + " h";
    }
}
