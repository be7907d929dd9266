/**
 * The scanner: the fusion of many markets side by side, ranked by how strong and how agreed their
 * opinions are.
 *
 * <p>A market is a symbol on a timeframe. Each new bar updates its own row and no other; bars of
 * higher timeframes are made elsewhere.
 */
@NullMarked
package dev.keel.signals.scan;

import org.jspecify.annotations.NullMarked;
