/**
 * How an order is looked up and cancelled by our id, venue by venue, as reviewed data. An order is
 * not found only if every step says so; nothing here ever sends an order.
 */
@NullMarked
package dev.keel.venues.ccxt.recovery;

import org.jspecify.annotations.NullMarked;
