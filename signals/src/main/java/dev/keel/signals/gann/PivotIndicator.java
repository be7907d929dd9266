package dev.keel.signals.gann;

import dev.keel.core.market.Bar;
import dev.keel.signals.indicator.BarIndicator;
import dev.keel.signals.swing.PivotTracker;

/**
 * An indicator that is anchored at confirmed pivots: all outputs are 0, and it is not ready, until
 * there are enough of them.
 */
final class PivotIndicator implements BarIndicator {
    private final PivotTracker tracker;
    private final int pivots;
    private final Reading reading;
    private final double[] outputs;

    /**
     * Makes an indicator.
     *
     * @param pivots how many confirmed pivots the reading needs
     */
    PivotIndicator(double multiple, int pivots, int outputs, Reading reading) {
        tracker = new PivotTracker(multiple);
        this.pivots = pivots;
        this.reading = reading;
        this.outputs = new double[outputs];
    }

    @Override
    public void update(Bar bar) {
        tracker.onBar(bar);
        reading.onBar(bar, tracker);
        if (tracker.size() >= pivots) {
            if (tracker.isNew()) {
                reading.onPivot(tracker);
            }
            reading.read(bar.closeValue(), tracker.bar(), outputs);
        }
    }

    @Override
    public double output(int index) {
        return outputs[index];
    }

    @Override
    public long bars() {
        return tracker.bar() + 1;
    }

    /** The earliest bar that can confirm the pivots; {@link #isReady} tells when they are there. */
    @Override
    public int warmUpBars() {
        return PivotTracker.warmUpBars() + 2 * (pivots - 1);
    }

    @Override
    public boolean isReady() {
        return tracker.size() >= pivots;
    }

    /** What is made of the pivots. */
    interface Reading {
        /** Sees every bar, also while pivots are missing. */
        default void onBar(Bar bar, PivotTracker tracker) {}

        /** Takes a new anchor. */
        void onPivot(PivotTracker tracker);

        /** Fills the outputs, allocating nothing. */
        void read(double close, long bar, double[] outputs);
    }
}
