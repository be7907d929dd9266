/**
 * John Ehlers' filters and cycle measurements as streaming kernels over {@code double}.
 *
 * <p>Each kernel is fed one number per closed bar, oldest first, in constant time and without
 * allocation, and looks only backwards: what it said at a bar never changes. A batch is a loop over
 * {@code update}, so live trading and backtests run the same code. State is finite at all times: an
 * input that could make it otherwise is refused, and nothing changes.
 *
 * <p>Notation in the formulas: {@code x} is the input, {@code y} the output, {@code v[k]} the value
 * {@code k} bars ago, angles are in radians unless said otherwise. Values here are statistics,
 * never prices to trade at: no money and no order is computed in this package.
 */
@NullMarked
package dev.keel.signals.ehlers;

import org.jspecify.annotations.NullMarked;
