/**
 * The venues that are simulated from a description: for each one a JSON file says which request
 * does what, where its fields are, and what the answer looks like. Orders, cancels, queries, trades
 * and holdings; no streams.
 */
@NullMarked
package dev.keel.venues.simulator.generic;

import org.jspecify.annotations.NullMarked;
