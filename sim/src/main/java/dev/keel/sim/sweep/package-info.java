/**
 * Sweeps: one strategy over many combinations of its parameters.
 *
 * <p>Where account and venue do nothing but arithmetic, a combination is screened: the strategy
 * itself runs on every bar, and its trades are counted in {@code double}. The best of a sweep are
 * always run again through the whole pipeline, and the two must agree; what cannot be screened goes
 * through the pipeline at once. A sweep is written down as it goes, so that one that was
 * interrupted goes on where it stopped.
 *
 * <p>The best of many trials looks better than it is. A sweep therefore says how many there were,
 * and keeps what the statistics of overfitting need.
 */
@NullMarked
package dev.keel.sim.sweep;

import org.jspecify.annotations.NullMarked;
