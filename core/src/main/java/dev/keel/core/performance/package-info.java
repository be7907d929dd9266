/**
 * What trading has achieved: an {@link dev.keel.core.performance.EquityCurve}, the {@link
 * dev.keel.core.performance.RoundTrip round trips} behind it, and the {@link
 * dev.keel.core.performance.Performance} figures that follow from both.
 *
 * <p>Round trips are exact, folded from fills. Figures are statistics and therefore {@code double};
 * each is described, with its formula, by its {@link dev.keel.core.performance.Metric} and in
 * {@code docs/metrics.md}. A figure that cannot be computed is absent, never 0 and never NaN.
 */
@NullMarked
package dev.keel.core.performance;

import org.jspecify.annotations.NullMarked;
