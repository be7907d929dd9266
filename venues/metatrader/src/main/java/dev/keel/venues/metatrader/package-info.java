/**
 * MetaTrader 4 and 5: an Expert Advisor on a chart of the terminal, and a mailbox of files between
 * it and Keel. Commands are signed, numbered, expire, and are tried once.
 */
@NullMarked
package dev.keel.venues.metatrader;

import org.jspecify.annotations.NullMarked;
