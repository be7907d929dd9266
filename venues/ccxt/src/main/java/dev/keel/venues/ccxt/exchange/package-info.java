/**
 * Which exchanges there are: those whose tables people have written, and all others of the pinned
 * library, which only show market data.
 */
@NullMarked
package dev.keel.venues.ccxt.exchange;

import org.jspecify.annotations.NullMarked;
