/**
 * Orders in the words of FIX: what is asked, as messages, and what a report says, whatever version
 * and dialect it came in. Pure: nothing here sends, waits or remembers.
 */
@NullMarked
package dev.keel.venues.fix.order;

import org.jspecify.annotations.NullMarked;
