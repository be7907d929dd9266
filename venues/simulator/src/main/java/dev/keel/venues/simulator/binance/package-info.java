/**
 * Binance as it looks from outside: spot and USD-margined futures, their REST interfaces, user data
 * streams and market streams.
 */
@NullMarked
package dev.keel.venues.simulator.binance;

import org.jspecify.annotations.NullMarked;
