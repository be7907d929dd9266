/**
 * What the terminal tells of its markets: symbols as instruments, quotes and bars. MetaTrader's
 * numbers are read as the exact decimals that it shows.
 */
@NullMarked
package dev.keel.venues.metatrader.market;

import org.jspecify.annotations.NullMarked;
