/**
 * Whether a backtest can be believed: what all the checks below this package share.
 *
 * <p>A {@link dev.keel.sim.validate.Candidate} is what is put to the test, an {@link
 * dev.keel.sim.validate.Evaluation} what one backtest of it came to. Everything is deterministic:
 * chance comes from seeds, time from the bars.
 */
@NullMarked
package dev.keel.sim.validate;

import org.jspecify.annotations.NullMarked;
