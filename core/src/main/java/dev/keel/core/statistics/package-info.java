/**
 * How much a figure can be trusted: the normal distribution, {@link
 * dev.keel.core.statistics.Moments moments}, what a {@link dev.keel.core.statistics.SharpeEstimate
 * Sharpe ratio} is worth after luck and many trials are taken out, the {@link
 * dev.keel.core.statistics.Overfitting probability of overfitting}, and {@link
 * dev.keel.core.statistics.Bootstrap bootstrap} intervals.
 *
 * <p>Everything is {@code double}, since these are estimates. Returns are fractions per bar (0.01
 * is one per cent), oldest first; Sharpe ratios are per bar unless said otherwise. Nothing here
 * draws from a source of chance that it was not handed.
 */
@NullMarked
package dev.keel.core.statistics;

import org.jspecify.annotations.NullMarked;
