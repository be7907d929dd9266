/** Starts simulated exchanges, for rigs, tests and people. */
@NullMarked
package dev.keel.venues.simulator.exchange;

import org.jspecify.annotations.NullMarked;
