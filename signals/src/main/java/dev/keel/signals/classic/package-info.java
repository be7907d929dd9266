/**
 * Indicators that are older than Keel and known by their names, as streaming kernels over {@code
 * double}: the few that strategies need on every bar.
 *
 * <p>Each says how it starts and after how many bars the start no longer matters.
 */
@NullMarked
package dev.keel.signals.classic;

import org.jspecify.annotations.NullMarked;
