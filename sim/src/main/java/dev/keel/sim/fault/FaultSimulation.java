package dev.keel.sim.fault;

import dev.keel.sim.fault.oracle.Invariant;
import dev.keel.sim.fault.oracle.Verdicts;
import dev.keel.sim.fault.oracle.Violation;
import dev.keel.sim.fault.plan.Coverage;
import dev.keel.sim.fault.world.World;
import dev.keel.sim.fault.world.WorldResult;
import dev.keel.sim.fault.world.WorldSetup;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** Lives through worlds in which everything goes wrong, and checks that nothing was lost. */
public final class FaultSimulation {
    /** Stories are long; of more violations than this the first ones are told. */
    private static final int MOST_STORIES = 20;

    private static final double NANOS = 1e9;

    private final SimulationRequest request;
    private final MessageDigest digest = sha256();
    private final Coverage coverage = new Coverage();
    private final Map<Invariant, Long> checks = new EnumMap<>(Invariant.class);
    private final List<Story> stories = new ArrayList<>();
    private long orders;
    private int lived;

    private FaultSimulation(SimulationRequest request) {
        this.request = request;
    }

    /**
     * Runs a simulation to its end.
     *
     * @param progress told of the number of worlds so far
     * @param nanos a clock of nanoseconds, for the speed alone
     */
    public static SimulationReport run(
            SimulationRequest request, IntConsumer progress, LongSupplier nanos) {
        return new FaultSimulation(request).run(progress, nanos);
    }

    private SimulationReport run(IntConsumer progress, LongSupplier nanos) {
        long began = nanos.getAsLong();
        while (lived < request.seeds() && !isEnough()) {
            live(request.from() + lived);
            lived++;
            progress.accept(lived);
        }
        double seconds = Math.max(1, nanos.getAsLong() - began) / NANOS;
        return new SimulationReport(
                lived,
                orders,
                coverage,
                checks,
                stories,
                orders / seconds,
                HexFormat.of().formatHex(digest.digest()));
    }

    private boolean isEnough() {
        int most = request.violationsToStop() == 0 ? MOST_STORIES : request.violationsToStop();
        return stories.size() >= most;
    }

    private void live(long seed) {
        WorldSetup setup = new WorldSetup(seed, request.profile(), request.tampering());
        WorldResult result = World.live(setup);
        orders += result.orders();
        coverage.add(result.coverage());
        count(result.verdicts());
        digest.update(("seed " + seed + "\n" + result.log()).getBytes(StandardCharsets.UTF_8));
        Optional<Violation> violation = result.verdicts().violation();
        violation.ifPresent(found -> stories.add(Shrinker.tell(setup, result, found)));
    }

    private void count(Verdicts verdicts) {
        for (Invariant invariant : Invariant.values()) {
            checks.merge(invariant, verdicts.count(invariant), Long::sum);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
