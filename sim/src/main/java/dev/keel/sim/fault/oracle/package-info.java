/**
 * The oracle of the fault simulator: it sees every commit, every send and the hidden truth of the
 * brokers, and checks the invariants after each.
 *
 * <p>It never influences what it watches.
 */
@NullMarked
package dev.keel.sim.fault.oracle;

import org.jspecify.annotations.NullMarked;
