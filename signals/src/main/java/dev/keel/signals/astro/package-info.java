/**
 * What the sky is said to tell about markets: an expert, indicators, and the test that shows
 * whether it tells anything.
 *
 * <p>There is no sound evidence that it does. The formulas are computed as they are published, the
 * expert starts with a small weight and a low reliability, and {@link
 * dev.keel.signals.astro.NullShift} compares its score with that of skies of other years.
 */
@NullMarked
package dev.keel.signals.astro;

import org.jspecify.annotations.NullMarked;
