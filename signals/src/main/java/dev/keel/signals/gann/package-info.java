/**
 * W. D. Gann's levels, angles and dates as plain calculators, as indicators, and as one expert.
 *
 * <p>Calculators are pure functions of prices, bars and dates. What streams is anchored at
 * confirmed pivots and keeps the unit it had there, so nothing that was said is ever redrawn. No
 * published evidence of an edge after costs was found for any of it; the expert's prior is small.
 */
@NullMarked
package dev.keel.signals.gann;

import org.jspecify.annotations.NullMarked;
