package dev.keel.signals.learn.feature;

import dev.keel.core.market.Bar;

/**
 * Computes the features of one group, bar by bar, for one market and one thread.
 *
 * <p>A bar takes constant time and allocates nothing.
 */
public interface FeatureSource {
    /** Takes the next closed bar. */
    void onBar(Bar bar);

    /** Tells whether all features of the group can be read at the last bar. */
    boolean isReady();

    /** Writes the features at the last bar, in the group's order, from this place on. */
    void write(double[] row, int offset);
}
