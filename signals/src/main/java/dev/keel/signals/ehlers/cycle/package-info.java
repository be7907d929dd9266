/**
 * Ehlers' measurements of the dominant cycle, and the filters that are tuned to one.
 *
 * <p>What is measured is the period that would explain the last bars best; nobody promises that it
 * goes on. Notation in the formulas: {@code x} is the input, {@code y} the output, {@code v[k]} the
 * value {@code k} bars ago, angles are in radians unless said otherwise.
 */
@NullMarked
package dev.keel.signals.ehlers.cycle;

import org.jspecify.annotations.NullMarked;
