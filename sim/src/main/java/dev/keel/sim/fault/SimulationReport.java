package dev.keel.sim.fault;

import dev.keel.sim.fault.oracle.Invariant;
import dev.keel.sim.fault.plan.Coverage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a simulation.
 *
 * @param seeds how many worlds were lived through
 * @param orders how many intents were committed in them
 * @param coverage what struck, and in which states orders were
 * @param checks how often each invariant was checked
 * @param stories the violations, told one by one
 * @param ordersPerSecond of wall time; the one figure that differs from run to run
 * @param hash SHA-256 over the event logs of all worlds, in hex
 */
public record SimulationReport(
        int seeds,
        long orders,
        Coverage coverage,
        Map<Invariant, Long> checks,
        List<Story> stories,
        double ordersPerSecond,
        String hash) {
    public SimulationReport {
        checks = Collections.unmodifiableMap(new EnumMap<>(checks));
        stories = List.copyOf(stories);
    }

    public int violations() {
        return stories.size();
    }
}
