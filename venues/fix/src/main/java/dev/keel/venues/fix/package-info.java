/**
 * FIX 4.2, 4.4 and 5.0 SP2: one order state machine, and one dialect as data for each venue. The
 * engine behind it can be replaced: nothing here knows it but {@code transport}.
 */
@NullMarked
package dev.keel.venues.fix;

import org.jspecify.annotations.NullMarked;
