/**
 * How else it could have come out: {@link dev.keel.sim.validate.chance.TradeMonteCarlo the same
 * trades} drawn or ordered otherwise, and {@link dev.keel.sim.validate.chance.BarMonteCarlo markets
 * made of the same bars} on which the strategy trades anew.
 *
 * <p>Neither knows anything that was not in the sample: a crash that did not happen in the data
 * does not happen here.
 */
@NullMarked
package dev.keel.sim.validate.chance;

import org.jspecify.annotations.NullMarked;
