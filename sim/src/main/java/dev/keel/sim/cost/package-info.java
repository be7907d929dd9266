/**
 * What trading costs in a test: a {@link dev.keel.sim.cost.CostModel} says it as a whole, a file of
 * settings or a name gives one, and a simulated venue charges it.
 *
 * <p>The model that is used when nobody says anything is a dear one. Costs that are left out are a
 * decision that somebody makes and can read again.
 */
@NullMarked
package dev.keel.sim.cost;

import org.jspecify.annotations.NullMarked;
