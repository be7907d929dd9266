/**
 * The fault simulator: Keel's real core, runners and reconciliation under virtual time and seeded
 * faults, judged by the hidden truth of simulated brokers.
 *
 * <p>The same seeds give the same report always, its speed aside. A seed that fails is told as a
 * shrunken story.
 */
@NullMarked
package dev.keel.sim.fault;

import org.jspecify.annotations.NullMarked;
