package dev.keel.signals.astro.event;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was computed for calendar years, kept for good.
 *
 * <p>Thread-safe without locks: two threads may compute the same year, and either result is kept,
 * so a computation must give equal and immutable results.
 */
public final class YearCache<T> {
    private final int firstYear;
    private final int lastYear;
    private final AtomicReferenceArray<@Nullable T> kept;

    public YearCache(int firstYear, int lastYear) {
        this.firstYear = firstYear;
        this.lastYear = lastYear;
        kept = new AtomicReferenceArray<>(lastYear - firstYear + 1);
    }

    /**
     * Returns what belongs to a year.
     *
     * @throws IllegalArgumentException if the year is out of range
     */
    public T get(int year, IntFunction<T> compute) {
        if (year < firstYear || year > lastYear) {
            throw new IllegalArgumentException(
                    "year must be " + firstYear + " to " + lastYear + ", was " + year);
        }
        T known = kept.get(year - firstYear);
        if (known != null) {
            return known;
        }
        T computed = compute.apply(year);
        kept.set(year - firstYear, computed);
        return computed;
    }
}
