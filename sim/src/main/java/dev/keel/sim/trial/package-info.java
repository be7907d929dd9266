/**
 * How often somebody has tried: every configuration that was ever tested on a market, since the
 * best of a hundred trials is no surprise.
 *
 * <p>The {@link dev.keel.sim.trial.TrialBook} is a text file that is only ever appended to. The
 * same strategy, parameters, data and costs are one configuration, however often they are run.
 */
@NullMarked
package dev.keel.sim.trial;

import org.jspecify.annotations.NullMarked;
