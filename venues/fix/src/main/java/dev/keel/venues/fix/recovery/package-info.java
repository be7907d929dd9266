/**
 * What a venue said, kept so that it is never lost again, and how what it said while nobody
 * listened is asked for. What cannot be asked for is left open, never made up.
 */
@NullMarked
package dev.keel.venues.fix.recovery;

import org.jspecify.annotations.NullMarked;
