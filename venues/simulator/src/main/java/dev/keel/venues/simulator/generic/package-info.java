/**
 * The venues that are simulated from a description: for each one a JSON file says which request
 * does what, where its fields are, and what the answer looks like. Orders, cancels, queries,
 * trades, holdings, and what the venue tells everyone of its markets; no streams.
 *
 * <p>A description has {@code key} (the places where a request names its key, parted by {@code |}),
 * {@code window} (how old a request may be), {@code states}, {@code errors} and {@code says} (what
 * the venue says of refusals and faults; {@code WRONG_KEY} goes with {@code key}), {@code lengths}
 * (how many seconds a bar has, by its name there), {@code shapes} by kind of market, and {@code
 * routes}. A route's {@code read} says where a request has its fields, {@code page} how much of a
 * list is given at once ({@link dev.keel.venues.simulator.generic.Pages}), {@code answer} what is
 * said.
 */
@NullMarked
package dev.keel.venues.simulator.generic;

import org.jspecify.annotations.NullMarked;
