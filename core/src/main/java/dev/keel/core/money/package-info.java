/**
 * Exact decimal amounts: an {@link dev.keel.core.money.Asset} names what is counted, a {@link
 * dev.keel.core.money.Money} how much of it, a {@link dev.keel.core.money.Price} what one unit
 * costs and a {@link dev.keel.core.money.Quantity} how many units.
 *
 * <p>Nothing here ever rounds silently: every method that may lose a digit takes the rounding mode
 * or names it. Two amounts are equal when they are numerically equal, whatever their scale (see
 * {@code docs/money.md}). No {@code double} enters; statistics leave through {@code toDouble()}.
 */
@NullMarked
package dev.keel.core.money;

import org.jspecify.annotations.NullMarked;
