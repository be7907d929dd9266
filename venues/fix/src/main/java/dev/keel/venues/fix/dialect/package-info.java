/**
 * What differs from venue to venue, as data: one readable file each, with the source of every
 * doubtful figure marked, and a few hooks for what data cannot say, such as the signature of a
 * logon. A dialect that is not whole or not known in every word is not loaded.
 */
@NullMarked
package dev.keel.venues.fix.dialect;

import org.jspecify.annotations.NullMarked;
