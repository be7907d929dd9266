package dev.keel.signals.pattern;

import java.util.Locale;

/**
 * The patterns that confirmed pivots draw; {@link SwingPatterns} says how each is recognised.
 *
 * <p>Reference: R. D. Edwards and J. Magee, "Technical Analysis of Stock Trends", 1948; the
 * measures are Keel's.
 */
public enum SwingPattern {
    DOUBLE_TOP,
    DOUBLE_BOTTOM,
    TRIPLE_TOP,
    TRIPLE_BOTTOM,
    HEAD_AND_SHOULDERS,
    INVERSE_HEAD_AND_SHOULDERS,
    ASCENDING_TRIANGLE,
    DESCENDING_TRIANGLE,
    SYMMETRICAL_TRIANGLE,
    RISING_WEDGE,
    FALLING_WEDGE,
    RISING_CHANNEL,
    FALLING_CHANNEL,
    RECTANGLE,
    BULL_FLAG,
    BEAR_FLAG;

    /** Lower case with hyphens, such as {@code head-and-shoulders}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
