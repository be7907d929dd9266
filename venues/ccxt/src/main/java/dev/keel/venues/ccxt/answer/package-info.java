/**
 * What an exchange's answer says: its own code, its words, the order it names. Whether that proves
 * anything is for the core's outcome tables to say; what cannot be read proves nothing.
 */
@NullMarked
package dev.keel.venues.ccxt.answer;

import org.jspecify.annotations.NullMarked;
