/**
 * Indicators, and the strategies that make signals of them.
 *
 * <p>An indicator takes one bar at a time in constant time and memory and never looks ahead. A
 * signal names its reasons. What is done about a signal is decided elsewhere: nothing here knows
 * accounts, venues or the ledger.
 */
@NullMarked
package dev.keel.signals;

import org.jspecify.annotations.NullMarked;
