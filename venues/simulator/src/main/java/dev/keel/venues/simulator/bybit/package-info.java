/**
 * Bybit's version 5 as it looks from outside: spot and linear contracts of a unified account, REST
 * and streams.
 */
@NullMarked
package dev.keel.venues.simulator.bybit;

import org.jspecify.annotations.NullMarked;
