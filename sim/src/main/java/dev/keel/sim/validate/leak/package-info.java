/**
 * Does a strategy know what it cannot know, and does it remember when it began?
 *
 * <p>{@link dev.keel.sim.validate.leak.LookAhead} takes the future away, or puts another in its
 * place, and looks whether the past changes. {@link dev.keel.sim.validate.leak.WarmUp} starts a
 * strategy later and later and looks when its signals become the same. Both run strategies alone,
 * without account and venue, and compare whole signals: direction, strength, confidence, prices and
 * every figure of the reasons.
 */
@NullMarked
package dev.keel.sim.validate.leak;

import org.jspecify.annotations.NullMarked;
