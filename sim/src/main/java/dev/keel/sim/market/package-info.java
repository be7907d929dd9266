/**
 * Where simulated markets come from: bar files, resampling, a seeded generator, and a replay at a
 * chosen speed.
 *
 * <p>Prices and volumes stay exact: digits go from the file into {@code long}s and never through a
 * {@code double}. What is malformed is refused whole, with file, line and field; quirks of real
 * data (gaps, flat bars, unknown volume) are kept, counted and reported, never repaired. Nothing
 * here decides anything about trading.
 */
@NullMarked
package dev.keel.sim.market;

import org.jspecify.annotations.NullMarked;
