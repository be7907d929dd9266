package dev.keel.sim.fault.world;

import dev.keel.sim.fault.oracle.Verdicts;
import dev.keel.sim.fault.plan.Coverage;
import dev.keel.sim.fault.plan.Fault;
import java.util.List;
import java.util.Set;

/**
 * What became of a world.
 *
 * @param orders intents that were committed
 * @param log every event of every account, one a line
 * @param seconds how much time passed before all was healed
 */
public record WorldResult(
        long orders,
        Coverage coverage,
        Verdicts verdicts,
        String log,
        int seconds,
        Set<Fault> faults,
        List<String> chronicle) {}
