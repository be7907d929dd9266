/**
 * Crypto exchanges through ccxt. What is sent is built from reviewed tables, one for each venue and
 * kind of market; what they do not list is refused before the wire, since the library turns what it
 * does not know into plain orders.
 */
@NullMarked
package dev.keel.venues.ccxt;

import org.jspecify.annotations.NullMarked;
