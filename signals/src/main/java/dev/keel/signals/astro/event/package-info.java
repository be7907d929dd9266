/**
 * What happens in the sky, and when exactly: stations, ingresses, aspects, lunar quarters,
 * eclipses, solar dates and conjunctions.
 *
 * <p>Instants are found by looking at the positions in steps shorter than anything that can happen
 * twice, and then by root finding within the step. An event lies in an interval if it is after its
 * start and not after its end, so intervals that touch share no event.
 */
@NullMarked
package dev.keel.signals.astro.event;

import org.jspecify.annotations.NullMarked;
