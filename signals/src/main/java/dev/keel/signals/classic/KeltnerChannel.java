package dev.keel.signals.classic;

import dev.keel.core.market.Bar;
import dev.keel.signals.indicator.BarKernel;

/**
 * Keltner's channel in its newer form: an exponential average, and so many average true ranges
 * around it.
 *
 * <pre>
 * middle       = EMA(period) of close
 * upper, lower = middle + or - width ATR(rangePeriod), Wilder's
 * </pre>
 *
 * <p>Start: that of the parts. Reference: Chester Keltner, "How to Make Money in Commodities",
 * 1960; with an exponential average and true ranges as Linda Bradford Raschke uses it.
 */
public final class KeltnerChannel extends BarKernel {
    private final ExponentialAverage average;
    private final AverageTrueRange range;
    private final double width;

    /**
     * Creates a channel at its start.
     *
     * @param period 1 to 10,000; usual is 20
     * @param rangePeriod 1 to 10,000; usual is 10
     * @param width in average true ranges; usual is 2
     */
    public KeltnerChannel(int period, int rangePeriod, double width) {
        this(new ExponentialAverage(period), new AverageTrueRange(rangePeriod), width);
    }

    private KeltnerChannel(ExponentialAverage average, AverageTrueRange range, double width) {
        super(Math.max(average.warmUpBars(), range.warmUpBars()));
        this.average = average;
        this.range = range;
        this.width = width;
    }

    @Override
    protected void next(Bar bar) {
        average.update(bar.closeValue());
        range.update(bar.highValue(), bar.lowValue(), bar.closeValue());
    }

    @Override
    public double output(int output) {
        double middle = average.value();
        return switch (output) {
            case 0 -> middle + width * range.value();
            case 1 -> middle;
            default -> middle - width * range.value();
        };
    }
}
