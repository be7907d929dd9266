package dev.keel.sim.fault;

import dev.keel.sim.fault.oracle.Violation;
import dev.keel.sim.fault.plan.Fault;
import dev.keel.sim.fault.plan.Profile;
import java.util.List;
import java.util.Set;

/**
 * How an invariant came to be violated, in the smallest world that was found for it.
 *
 * @param faults those that it takes
 * @param seconds how long things had to go wrong
 * @param lines what happened, oldest first
 */
public record Story(
        long seed,
        Profile profile,
        Violation violation,
        Set<Fault> faults,
        int seconds,
        List<String> lines) {
    public Story {
        faults = Set.copyOf(faults);
        lines = List.copyOf(lines);
    }
}
