package dev.keel.sim.validate;

import dev.keel.core.market.BarSeries;

/** Parts of a series. */
public final class Slices {
    private Slices() {}

    /**
     * The bars at positions {@code from} to below {@code to}, counted from 0 = oldest.
     *
     * @throws IllegalArgumentException if they do not lie in the series
     */
    public static BarSeries of(BarSeries bars, int from, int to) {
        if (from < 0 || from > to || to > bars.size()) {
            throw new IllegalArgumentException(
                    "slice must lie within 0 and "
                            + bars.size()
                            + ", was from "
                            + from
                            + " to "
                            + to);
        }
        if (from == 0 && to == bars.size()) {
            return bars;
        }
        BarSeries.Builder part = BarSeries.builder(bars.format());
        for (int i = from; i < to; i++) {
            part.add(bars.bar(i));
        }
        return part.build();
    }

    /** The last bars, or all if there are fewer. */
    public static BarSeries last(BarSeries bars, int count) {
        return of(bars, Math.max(0, bars.size() - count), bars.size());
    }
}
