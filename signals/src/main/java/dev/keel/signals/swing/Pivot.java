package dev.keel.signals.swing;

/**
 * A confirmed turning point.
 *
 * @param bar the bar of the extreme, the first bar being 0
 * @param openMillis when that bar opened, in milliseconds since 1970
 * @param price its high or low
 * @param averageTrueRange at that bar, above 0, in price units
 * @param confirmedAt the bar that confirmed it, after {@code bar}
 */
public record Pivot(
        Kind kind,
        long bar,
        long openMillis,
        double price,
        double averageTrueRange,
        long confirmedAt) {
    /** Which way the price turned. */
    public enum Kind {
        HIGH,
        LOW
    }

    /** Where the price went from here: 1 up from a low, -1 down from a high. */
    public int direction() {
        return switch (kind) {
            case LOW -> 1;
            case HIGH -> -1;
        };
    }
}
