/**
 * What a simulated exchange holds true: markets, orders, trades, balances, positions, movements. It
 * knows nothing of any wire; every dialect speaks of the same book.
 *
 * <p>Amounts are exact. Quantities of derivatives are in contracts. Nothing is ever forgotten, so
 * that a test can look at all that happened.
 */
@NullMarked
package dev.keel.venues.simulator.book;

import org.jspecify.annotations.NullMarked;
