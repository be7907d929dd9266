/**
 * What an exchange tells everyone: its markets, quotes, books, bars and trades. Numbers may come as
 * doubles here; nothing that is booked is made of them.
 *
 * <p>Contracts that are settled in their base asset are left out: the core has no such kind.
 */
@NullMarked
package dev.keel.venues.ccxt.market;

import org.jspecify.annotations.NullMarked;
