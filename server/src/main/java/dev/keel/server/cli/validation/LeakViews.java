package dev.keel.server.cli.validation;

import dev.keel.sim.validate.leak.Leak;
import dev.keel.sim.validate.leak.LookAheadReport;
import dev.keel.sim.validate.leak.WarmUpReport;
import java.util.List;
import java.util.Locale;

/** What look-ahead and warm-up analysis found. */
public final class LeakViews {
    private LeakViews() {}

    public static String text(String subject, LookAheadReport report) {
        Lines lines = new Lines();
        lines.add("Look-ahead analysis of %s", subject);
        lines.add(
                "  the last %,d of %,d bars, %,d signals, %,d cuts, %,d runs",
                report.bars(), report.ofBars(), report.signals(), report.cuts(), report.runs());
        lines.blank();
        if (report.signals() == 0) {
            return lines.say(
                            "It made no signal on these bars, so nothing can be said. Take more"
                                    + " bars with --bars.")
                    .toString();
        }
        if (report.leaks().isEmpty()) {
            return lines.say(
                            "PASSED: no signal changed when the future was taken away or replaced,"
                                    + " when the bars were played again, or when they were moved in"
                                    + " time. It cannot be proven that a strategy never peeks, only"
                                    + " that it did not on these bars.")
                    .toString();
        }
        lines.say("FAILED: its signals depend on what it cannot know.");
        for (Leak leak : report.leaks()) {
            lines.blank();
            lines.add("  %s: %s", name(leak.kind()), leak.kind().meaning());
            lines.indent("first at the bar of " + leak.barOpen() + ", bar " + leak.bar());
            lines.indent("on the real bars: " + leak.original());
            lines.indent("after the change:  " + leak.changed());
        }
        if (report.leaks().stream().allMatch(leak -> leak.kind() == Leak.Kind.DATES)) {
            lines.blank();
            lines.say(
                    "If it computes with absolute dates by design, such as with planets, say"
                            + " --dates-matter: the check is then left out.");
        }
        return lines.toString();
    }

    public static Tree json(String strategy, LookAheadReport report) {
        return new Tree()
                .put("strategy", strategy)
                .put("passed", report.passed())
                .put("bars", report.bars())
                .put("ofBars", report.ofBars())
                .put("signals", report.signals())
                .put("cuts", report.cuts())
                .put("runs", report.runs())
                .put("leaks", report.leaks().stream().map(LeakViews::leak).toList());
    }

    public static String text(String subject, WarmUpReport report) {
        Lines lines = new Lines();
        lines.add("Warm-up analysis of %s", subject);
        lines.add(
                "  the last %,d of %,d bars, %,d signals from the earliest start",
                report.bars(), report.ofBars(), report.signals());
        lines.blank();
        lines.add(
                "  %10s  %9s  %9s  %12s  %14s",
                "start", "signals", "different", "bars needed", "worst figure");
        for (WarmUpReport.Start start : report.starts()) {
            lines.add(
                    "  %10s  %,9d  %,9d  %12s  %14s",
                    "bar " + start.start(),
                    start.common(),
                    start.different(),
                    start.settled() ? String.format(Locale.ROOT, "%,d", start.needed()) : "never",
                    start.worstFigure() == 0
                            ? "the same"
                            : String.format(Locale.ROOT, "%.1e", start.worstFigure()));
        }
        lines.blank();
        if (report.stable()) {
            lines.say(
                    "PASSED: started later, it comes to the same signals after at most "
                            + report.needed().orElse(0)
                            + " bars. Show it at least as many before it trades.");
        } else {
            lines.say(
                    "FAILED: its signals depend on the bar it began with and go on differing. Live"
                            + " it would not have made the trades of this backtest.");
            report.starts().stream()
                    .filter(start -> !start.settled())
                    .findFirst()
                    .ifPresent(start -> lines.indent(start.firstDifference()));
        }
        return lines.toString();
    }

    public static Tree json(String strategy, WarmUpReport report) {
        List<Tree> starts =
                report.starts().stream()
                        .map(start ->
                                new Tree()
                                        .put("start", start.start())
                                        .put("signals", start.common())
                                        .put("different", start.different())
                                        .put("settled", start.settled())
                                        .put("barsNeeded", start.needed())
                                        .put("worstFigure", start.worstFigure())
                                        .put("firstDifference", start.firstDifference()))
                        .toList();
        return new Tree()
                .put("strategy", strategy)
                .put("passed", report.stable())
                .put("bars", report.bars())
                .put("ofBars", report.ofBars())
                .put("signals", report.signals())
                .put("barsNeeded", report.needed())
                .put("starts", starts);
    }

    private static Tree leak(Leak leak) {
        return new Tree()
                .put("kind", leak.kind().name())
                .put("barOpen", leak.barOpen())
                .put("bar", leak.bar())
                .put("cut", leak.cut())
                .put("original", leak.original())
                .put("changed", leak.changed());
    }

    private static String name(Leak.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
