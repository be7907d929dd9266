/**
 * OKX's version 5 as it looks from outside: spot and linear swaps of a trading account, REST and
 * streams.
 */
@NullMarked
package dev.keel.venues.simulator.okx;

import org.jspecify.annotations.NullMarked;
