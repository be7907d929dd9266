package dev.keel.signals.gann;

/**
 * The box between two pivots: its height and its width in eighths and thirds.
 *
 * <pre>
 * level(line) = low + fraction(line) (high - low)
 * date(line, times) = second bar + times fraction(line) (second bar - first bar)
 * </pre>
 *
 * <p>Reference: W. D. Gann, "How to Make Profits in Commodities", 1941, on the division of ranges.
 *
 * @param low the lower price
 * @param high the higher price, above it
 * @param firstBar when the earlier of the two was
 * @param secondBar when the later of the two was, after it
 */
public record GannBox(double low, double high, double firstBar, double secondBar) {
    public GannBox {
        if (!(low < high)) {
            throw new IllegalArgumentException(
                    "high must be above low, was " + high + " with low " + low);
        }
        if (!(firstBar < secondBar)) {
            throw new IllegalArgumentException(
                    "secondBar must be after firstBar, was " + secondBar + " and " + firstBar);
        }
    }

    /**
     * The price of a line.
     *
     * @param line as in {@link Fractions#at}
     */
    public double level(int line) {
        return low + Fractions.at(line) * (high - low);
    }

    /**
     * A date ahead.
     *
     * @param times how often the width is laid off: Gann uses 1, 1.5 and 2
     */
    public double date(int line, double times) {
        return secondBar + times * Fractions.at(line) * (secondBar - firstBar);
    }

    /** Where a price lies: 0 at the low, 1 at the high. */
    public double position(double price) {
        return (price - low) / (high - low);
    }
}
