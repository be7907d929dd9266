package dev.keel.sim.fault;

import dev.keel.sim.fault.oracle.Invariant;
import dev.keel.sim.fault.oracle.Violation;
import dev.keel.sim.fault.plan.Fault;
import dev.keel.sim.fault.world.World;
import dev.keel.sim.fault.world.WorldResult;
import dev.keel.sim.fault.world.WorldSetup;
import java.util.EnumSet;
import java.util.Set;

/** Makes a world that went wrong smaller, as long as it goes wrong in the same way. */
final class Shrinker {
    private final Invariant invariant;
    private WorldSetup setup;
    private WorldResult result;

    private Shrinker(WorldSetup setup, WorldResult result, Invariant invariant) {
        this.setup = setup;
        this.result = result;
        this.invariant = invariant;
    }

    /** Tells the story of a world whose violation is given. */
    static Story tell(WorldSetup setup, WorldResult result, Violation violation) {
        Shrinker shrinker = new Shrinker(setup, result, violation.invariant());
        shrinker.withoutFaults();
        shrinker.shorter();
        return shrinker.story();
    }

    private void withoutFaults() {
        for (Fault fault : result.faults()) {
            Set<Fault> off = EnumSet.noneOf(Fault.class);
            off.addAll(setup.without());
            off.add(fault);
            keepIfItFails(setup.with(off, setup.seconds(), false));
        }
    }

    private void shorter() {
        int seconds = result.seconds();
        while (seconds > 1) {
            seconds = seconds * 3 / 4;
            if (!keepIfItFails(setup.with(setup.without(), seconds, false))) {
                return;
            }
        }
    }

    private boolean keepIfItFails(WorldSetup smaller) {
        WorldResult its = World.live(smaller);
        boolean fails =
                its.verdicts().violation().filter(v -> v.invariant() == invariant).isPresent();
        if (fails) {
            setup = smaller;
            result = its;
        }
        return fails;
    }

    private Story story() {
        WorldResult told = World.live(setup.with(setup.without(), setup.seconds(), true));
        return new Story(
                setup.seed(),
                setup.profile(),
                told.verdicts().violation().orElseThrow(),
                told.faults(),
                told.seconds(),
                told.chronicle());
    }
}
