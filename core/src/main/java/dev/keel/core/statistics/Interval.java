package dev.keel.core.statistics;

/**
 * An estimate and the range around it.
 *
 * @param low the lower end
 * @param estimate of the sample itself; usually, not always, within the range
 * @param high the upper end, not below the lower
 * @param level the share of such ranges that hold the true value, 0 to 1, such as 0.95
 */
public record Interval(double low, double estimate, double high, double level) {
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("low must not be above high, was " + low);
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be above 0 and below 1, was " + level);
        }
    }

    /** The same range in another unit, such as a ratio per bar made annual. */
    public Interval times(double factor) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("factor must be above 0, was " + factor);
        }
        return new Interval(low * factor, estimate * factor, high * factor, level);
    }
}
