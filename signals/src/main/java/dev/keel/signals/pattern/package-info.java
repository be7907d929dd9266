/**
 * Candlestick and swing patterns, by the names the field knows them by.
 *
 * <p>Candlesticks follow the definitions of TA-Lib, whose thresholds are averages of past bodies
 * and shadows; swing patterns are read off confirmed pivots and count once the close breaks out.
 * What was found stays found. No published evidence of an edge after costs was found.
 */
@NullMarked
package dev.keel.signals.pattern;

import org.jspecify.annotations.NullMarked;
