/**
 * Market data on their way into research: files of several formats, their quality, their calendars,
 * corporate actions, and a columnar form that loads at once.
 *
 * <p>What is refused is refused with its line and the reason; what is only peculiar is counted and
 * kept. Nothing is filled in or smoothed. A file is written whole or not at all, and data that were
 * prepared from another file carry that file's size and hash, so that they are never taken for
 * those of a file that has changed since.
 */
@NullMarked
package dev.keel.sim.data;

import org.jspecify.annotations.NullMarked;
