package dev.keel.sim.loop;

import dev.keel.core.execution.AccountRunner;
import dev.keel.sim.matching.MatchingVenue;
import dev.keel.sim.matching.MatchingVenues;

/**
 * An account at a matching venue.
 *
 * @param venue the one that the runner is connected to
 * @param settling must wait where the runner's executor is not direct
 */
public record SimulatedAccount(AccountRunner runner, MatchingVenue venue, Settling settling) {
    /** The account of a runner that was connected by these venues. */
    public static SimulatedAccount of(
            AccountRunner runner, MatchingVenues venues, Settling settling) {
        return new SimulatedAccount(runner, venues.of(runner.state().id()), settling);
    }

    /** Returns when the account has taken in, and acted on, all that it was told. */
    public void settle() {
        if (venue.owesStatement()) {
            var _ = runner.reconcile();
        }
        settling.settle(runner);
    }
}
