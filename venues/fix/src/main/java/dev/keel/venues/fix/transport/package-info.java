/**
 * A FIX session as Keel needs one: an order leaves only while logged on, is never sent again by the
 * session layer, and a report counts as received only once it was taken over.
 */
@NullMarked
package dev.keel.venues.fix.transport;

import org.jspecify.annotations.NullMarked;
