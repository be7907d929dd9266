/**
 * What of a FIX session outlives the process: its numbers and what was sent. Losing it means
 * messages that nobody asks for again, so a change counts only once it is on disk.
 */
@NullMarked
package dev.keel.venues.fix.store;

import org.jspecify.annotations.NullMarked;
