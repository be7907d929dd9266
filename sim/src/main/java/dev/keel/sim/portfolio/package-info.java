/**
 * Several markets and timeframes at once: one clock, one account, one venue.
 *
 * <p>The bars of all markets are played in the order of time, closes before the opens of the same
 * moment, and markets in the order in which they are given. So the same request always gives the
 * same result. A higher timeframe is made of the bars that are played, and a strategy sees a higher
 * bar when its last bar has closed, not before.
 */
@NullMarked
package dev.keel.sim.portfolio;

import org.jspecify.annotations.NullMarked;
