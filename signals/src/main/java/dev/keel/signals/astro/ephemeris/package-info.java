/**
 * Where the Sun, the Moon and the planets stand, seen from the Earth, from 1900 to 2100.
 *
 * <p>The numbers come from a table of Chebyshev polynomials that was made once from a library of
 * astronomy; {@code signals/generator} makes it again. Angles are in degrees, times in days of
 * Universal Time since noon of 2000-01-01 ({@link dev.keel.signals.astro.ephemeris.SkyTime}).
 * Everything here is immutable once read and may be used by any number of threads.
 */
@NullMarked
package dev.keel.signals.astro.ephemeris;

import org.jspecify.annotations.NullMarked;
