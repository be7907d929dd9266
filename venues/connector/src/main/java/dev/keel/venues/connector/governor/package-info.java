/**
 * How many requests may leave, and which go first: one budget for all accounts behind one address,
 * one for each key, and one for each kind of endpoint. What protects goes before what opens.
 */
@NullMarked
package dev.keel.venues.connector.governor;

import org.jspecify.annotations.NullMarked;
