/**
 * What is traded: an {@link dev.keel.core.instrument.Instrument} with its trading rules and fees.
 *
 * <p>Rounding to tick and lot happens here and nowhere else. An instrument is a value: when a venue
 * changes its rules, a new instrument with the same id takes its place.
 */
@NullMarked
package dev.keel.core.instrument;

import org.jspecify.annotations.NullMarked;
