/**
 * What a venue's answer proves, as reviewed data: one table for each venue says of each code
 * whether the request was taken, was refused, or may be either.
 *
 * <p>A code that no table lists proves nothing, and neither does a success that names no order. The
 * tables are held against their sources by people; nothing here learns, guesses or sends.
 */
@NullMarked
package dev.keel.core.venue.outcome;

import org.jspecify.annotations.NullMarked;
