/**
 * From bars to a model that can be trusted as far as its figures say: samples, validation, the
 * calibration, the walk-forward, the final fit.
 *
 * <p>Everything follows from the bars, the request and its seed, to the bit. It takes seconds to
 * minutes on one thread and belongs into a process of its own.
 */
@NullMarked
package dev.keel.signals.learn.training;

import org.jspecify.annotations.NullMarked;
