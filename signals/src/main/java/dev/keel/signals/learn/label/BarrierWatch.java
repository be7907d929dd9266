package dev.keel.signals.learn.label;

import dev.keel.core.market.Bar;
import java.util.OptionalInt;

/**
 * Settles long trades bar by bar, one at a time, as {@link TripleBarrier} does on a whole series:
 * how a live model learns what became of what it said.
 */
public final class BarrierWatch {
    private final BarrierSettings settings;
    private boolean open;
    private double entry;
    private double profit;
    private double stop;
    private int barsLeft;

    public BarrierWatch(BarrierSettings settings) {
        this.settings = settings;
    }

    public boolean isOpen() {
        return open;
    }

    /**
     * Opens a trade at a bar's close.
     *
     * @param deviation of returns over one bar, above 0
     */
    public void open(double close, double deviation) {
        double sigma = deviation * Math.sqrt(settings.horizonBars());
        open = true;
        entry = close;
        profit = close * (1 + settings.profitTake() * sigma);
        stop = close * (1 - settings.stopLoss() * sigma);
        barsLeft = settings.horizonBars();
    }

    /** Takes the next bar; answers -1, 0 or 1 at the bar that settles the trade. */
    public OptionalInt onBar(Bar bar) {
        if (!open) {
            return OptionalInt.empty();
        }
        barsLeft--;
        if (bar.lowValue() <= stop) {
            return settled(-1);
        }
        if (bar.highValue() >= profit) {
            return settled(1);
        }
        if (barsLeft > 0) {
            return OptionalInt.empty();
        }
        return settled(
                switch (settings.timeout()) {
                    case SIGN -> (int) Math.signum(bar.closeValue() - entry);
                    case NEUTRAL -> 0;
                });
    }

    private OptionalInt settled(int outcome) {
        open = false;
        return OptionalInt.of(outcome);
    }
}
