/**
 * Which configurations of a strategy there are to choose from, and by what one is better than
 * another: what sweeps and walk-forward tests share.
 */
@NullMarked
package dev.keel.sim.grid;

import org.jspecify.annotations.NullMarked;
