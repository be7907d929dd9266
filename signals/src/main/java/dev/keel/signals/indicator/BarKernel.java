package dev.keel.signals.indicator;

import dev.keel.core.market.Bar;

/** What every indicator of whole bars shares: the bar count and the warm-up. */
public abstract class BarKernel implements BarIndicator {
    private final int warmUpBars;
    private long bars;

    protected BarKernel(int warmUpBars) {
        this.warmUpBars = warmUpBars;
    }

    /** Advances the state by one bar. */
    protected abstract void next(Bar bar);

    @Override
    public final void update(Bar bar) {
        next(bar);
        bars++;
    }

    @Override
    public final long bars() {
        return bars;
    }

    @Override
    public final int warmUpBars() {
        return warmUpBars;
    }
}
