package dev.keel.server.cli;

import dev.keel.core.order.OrderStatus;
import dev.keel.sim.fault.SimulationReport;
import dev.keel.sim.fault.Story;
import dev.keel.sim.fault.plan.Coverage;
import dev.keel.sim.fault.plan.CrashPoint;
import dev.keel.sim.fault.plan.Fault;
import dev.keel.sim.fault.plan.Impossible;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** A fault simulation as text for people. */
final class SimulationTable {
    private static final List<String> HEADS =
            List.of(
                    "pending",
                    "doubt",
                    "working",
                    "partly",
                    "cancel.",
                    "filled",
                    "cancel'd",
                    "expired",
                    "reject.");

    private SimulationTable() {}

    static String of(SimulationReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%,d worlds, %,d orders, %,.0f orders per second",
                        report.seeds(),
                        report.orders(),
                        report.ordersPerSecond()));
        lines.add("");
        coverage(lines, report.coverage());
        lines.add(String.format(Locale.ROOT, "%-28s %14s", "Checked", "times"));
        report.checks()
                .forEach((invariant, count) ->
                        lines.add(String.format(Locale.ROOT, "  %-26s %,14d", invariant, count)));
        lines.add("");
        report.stories().forEach(story -> story(lines, story));
        lines.add("Violations: " + report.violations());
        lines.add("Hash: " + report.hash());
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private static void coverage(List<String> lines, Coverage coverage) {
        lines.add(head("Fault"));
        for (Fault fault : Fault.values()) {
            lines.add(
                    row(
                            fault.name(),
                            coverage.of(fault),
                            state -> Impossible.why(fault, state),
                            state -> coverage.of(fault, state)));
        }
        lines.add("");
        lines.add(head("Crash"));
        for (CrashPoint point : CrashPoint.values()) {
            lines.add(
                    row(
                            point.name(),
                            coverage.of(point),
                            state -> Impossible.why(point, state),
                            state -> coverage.of(point, state)));
        }
        lines.add("");
    }

    private static String head(String name) {
        StringBuilder line = new StringBuilder(String.format("%-24s %9s", name, "times"));
        HEADS.forEach(head -> line.append(String.format(" %8s", head)));
        return line.toString();
    }

    private static String row(
            String name,
            long total,
            Function<OrderStatus, Optional<String>> impossible,
            ToLongFunction<OrderStatus> count) {
        StringBuilder line = new StringBuilder(String.format("  %-22s %9d", name, total));
        for (OrderStatus state : OrderStatus.values()) {
            long times = count.applyAsLong(state);
            boolean cannot = times == 0 && impossible.apply(state).isPresent();
            line.append(String.format(" %8s", cannot ? "-" : Long.toString(times)));
        }
        return line.toString();
    }

    private static void story(List<String> lines, Story story) {
        lines.add(
                "Seed "
                        + story.seed()
                        + " of profile "
                        + story.profile().label()
                        + ", "
                        + story.seconds()
                        + " seconds, with "
                        + story.faults().stream().sorted().toList());
        story.lines().forEach(line -> lines.add("  " + line));
        lines.add("VIOLATED " + story.violation().invariant());
        lines.add("  " + story.violation().detail());
        lines.add("");
    }
}
