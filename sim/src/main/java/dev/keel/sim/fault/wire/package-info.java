/**
 * What lies between Keel and the world in a simulation: the adapter with its faulty wire to the
 * broker, and the journal whose store fails.
 *
 * <p>The adapter keeps Keel's rules: what is not certain is reported as unknown.
 */
@NullMarked
package dev.keel.sim.fault.wire;

import org.jspecify.annotations.NullMarked;
