package dev.keel.sim.fault;

import dev.keel.sim.fault.plan.Profile;
import dev.keel.sim.fault.world.Tampering;

/**
 * What is to be simulated.
 *
 * @param seeds how many worlds
 * @param from the first seed
 * @param violationsToStop after how many violations no further world is begun; 0 for never
 */
public record SimulationRequest(
        int seeds, long from, Profile profile, int violationsToStop, Tampering tampering) {
    public SimulationRequest {
        if (seeds < 1) {
            throw new IllegalArgumentException("seeds must be at least 1, was " + seeds);
        }
        if (from < 0) {
            throw new IllegalArgumentException("from must be 0 or more, was " + from);
        }
        if (violationsToStop < 0) {
            throw new IllegalArgumentException(
                    "violationsToStop must be 0 or more, was " + violationsToStop);
        }
    }

    public SimulationRequest(int seeds, long from, Profile profile) {
        this(seeds, from, profile, 0, Tampering.NONE);
    }
}
