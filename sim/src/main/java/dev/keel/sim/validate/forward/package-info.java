/**
 * Does what was chosen in the past hold in what came after?
 *
 * <p>A {@link dev.keel.sim.validate.forward.ParameterGrid} of configurations is measured on one
 * stretch of bars, the best by an {@link dev.keel.sim.validate.forward.Objective} is run on the
 * next one, and so on through the series: {@link dev.keel.sim.validate.forward.WalkForward}. {@link
 * dev.keel.sim.validate.forward.Neighbourhood} asks whether a configuration stands on a plateau or
 * on a peak.
 */
@NullMarked
package dev.keel.sim.validate.forward;

import org.jspecify.annotations.NullMarked;
