/**
 * Turning points of the price: pivots that a reversal has confirmed, and Gann's swing chart.
 *
 * <p>A turning point exists from the bar that confirms it on, and then never changes. What was
 * measured at it, such as the average true range, stays with it.
 */
@NullMarked
package dev.keel.signals.swing;

import org.jspecify.annotations.NullMarked;
