/**
 * The fusion: prediction with expert advice. Each signal module is an expert that may sleep; what
 * the awake ones say is calibrated to probabilities and mixed by weights, and what became of every
 * opinion, executed or not, moves calibration and weights.
 *
 * <p>Everything learned is a fold over records ({@link dev.keel.signals.fusion.log}), which in turn
 * follow from the bars: the same bars, or the same records, give the same weights bit for bit. What
 * executions cost is learned apart from that ({@link dev.keel.signals.fusion.cost}) and never moves
 * an expert's weight. The users' weights are the prior and are never overwritten.
 */
@NullMarked
package dev.keel.signals.fusion;

import org.jspecify.annotations.NullMarked;
