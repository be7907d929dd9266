/**
 * What is sent for an order. A table for each venue and kind of market lists what it may say and in
 * which words; what is not listed is refused before anything is sent, since the library turns what
 * it does not know into plain orders.
 *
 * <p>Prices and quantities are put on the venue's grid here, exactly, and leave as text.
 */
@NullMarked
package dev.keel.venues.ccxt.order;

import org.jspecify.annotations.NullMarked;
