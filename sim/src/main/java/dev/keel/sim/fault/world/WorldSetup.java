package dev.keel.sim.fault.world;

import dev.keel.sim.fault.plan.Fault;
import dev.keel.sim.fault.plan.Profile;
import java.util.Set;

/**
 * What a world is made of.
 *
 * @param without faults that are off, whatever the seed draws
 * @param seconds how long things go wrong at most; 0 for as long as the seed draws
 * @param told whether a chronicle is kept
 */
public record WorldSetup(
        long seed,
        Profile profile,
        Set<Fault> without,
        int seconds,
        boolean told,
        Tampering tampering) {
    public WorldSetup {
        without = Set.copyOf(without);
    }

    public WorldSetup(long seed, Profile profile, Tampering tampering) {
        this(seed, profile, Set.of(), 0, false, tampering);
    }

    public WorldSetup with(Set<Fault> off, int forSeconds, boolean toldNow) {
        return new WorldSetup(seed, profile, off, forSeconds, toldNow, tampering);
    }
}
