/**
 * Virtual time and chance: one queue of what is to happen, and dice that a seed determines.
 *
 * <p>Nothing here reads a clock or starts a thread; the same seed gives the same order of events on
 * every machine.
 */
@NullMarked
package dev.keel.sim.fault.clock;

import org.jspecify.annotations.NullMarked;
