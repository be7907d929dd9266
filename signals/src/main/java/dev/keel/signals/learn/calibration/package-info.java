/**
 * From what a model says to a probability that can be believed, and from there to whether and how
 * large to trade.
 *
 * <p>Calibrations are fitted on predictions of samples that the model was not trained on, and on
 * nothing else. What is computed here are proposals: limits of risk are kept elsewhere.
 */
@NullMarked
package dev.keel.signals.learn.calibration;

import org.jspecify.annotations.NullMarked;
