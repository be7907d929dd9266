/**
 * Ehlers' filters: what is left of a price once the cycles above or below a period are taken out.
 *
 * <p>Low passes start from the price, high and band passes from zero; another start differs by a
 * transient only, which is over after the warm-up. All but the deviation-scaled and the zero-lag
 * average, the automatic gain and the median are linear.
 *
 * <p>Notation in the formulas: {@code x} is the input, {@code y} the output, {@code v[k]} the value
 * {@code k} bars ago, angles are in radians unless said otherwise.
 */
@NullMarked
package dev.keel.signals.ehlers.filter;

import org.jspecify.annotations.NullMarked;
