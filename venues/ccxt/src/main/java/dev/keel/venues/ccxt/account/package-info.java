/**
 * What an exchange says of an account: open orders, what ended, what traded, what money moved, and
 * what is held. A part that cannot be read whole is left out whole.
 */
@NullMarked
package dev.keel.venues.ccxt.account;

import org.jspecify.annotations.NullMarked;
