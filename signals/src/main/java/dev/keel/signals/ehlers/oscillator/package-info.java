/**
 * Ehlers' oscillators: numbers that swing within bounds, or around zero, of which a turn or a cross
 * is made.
 *
 * <p>Notation in the formulas: {@code x} is the input, {@code y} the output, {@code v[k]} the value
 * {@code k} bars ago, angles are in radians unless said otherwise. A market that does not move
 * gives the middle of the range.
 */
@NullMarked
package dev.keel.signals.ehlers.oscillator;

import org.jspecify.annotations.NullMarked;
