/**
 * How a request gets to an exchange: in its turn, with a deadline, and never twice. A venue that
 * says that it was too much is left alone for as long as it asks.
 */
@NullMarked
package dev.keel.venues.ccxt.call;

import org.jspecify.annotations.NullMarked;
