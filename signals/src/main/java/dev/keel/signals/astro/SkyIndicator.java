package dev.keel.signals.astro;

import dev.keel.core.market.Bar;
import dev.keel.signals.astro.ephemeris.SkyTime;
import dev.keel.signals.indicator.BarIndicator;

/**
 * A function of time, read at the close of each bar. It needs no warm-up.
 *
 * <p>A bar outside 1900 to 2100 is refused with an {@link IllegalArgumentException}.
 */
final class SkyIndicator implements BarIndicator {
    private final Reading reading;
    private final double[] outputs;
    private long bars;

    SkyIndicator(int outputs, Reading reading) {
        this.outputs = new double[outputs];
        this.reading = reading;
    }

    @Override
    public void update(Bar bar) {
        reading.at(SkyTime.days(bar.closeMillis()), bar.closeValue(), outputs);
        bars++;
    }

    @Override
    public double output(int index) {
        return outputs[index];
    }

    @Override
    public long bars() {
        return bars;
    }

    @Override
    public int warmUpBars() {
        return 1;
    }

    /** Computes all outputs. */
    @FunctionalInterface
    interface Reading {
        void at(double days, double close, double[] outputs);
    }
}
