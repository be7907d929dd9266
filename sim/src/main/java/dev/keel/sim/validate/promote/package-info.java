/**
 * May a strategy be trusted with money? {@link dev.keel.sim.validate.promote.Promotion} runs every
 * check there is and answers with one {@link dev.keel.sim.validate.promote.Gate} each: what was
 * measured, what it had to be, passed or failed. It is promoted only if none failed.
 *
 * <p>Every configuration that is run on the way goes into the {@link dev.keel.sim.trial.TrialBook}
 * before anything is judged; there is no way around it.
 */
@NullMarked
package dev.keel.sim.validate.promote;

import org.jspecify.annotations.NullMarked;
