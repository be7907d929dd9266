package dev.keel.signals.gann;

import dev.keel.core.market.Bar;
import dev.keel.signals.indicator.BarIndicator;
import dev.keel.signals.swing.SwingChart;

/** A swing chart as an indicator: its trend, direction, last swing high and last swing low. */
final class SwingIndicator implements BarIndicator {
    private final SwingChart chart;
    private final int confirmingBars;
    private long bars;

    SwingIndicator(int confirmingBars) {
        chart = new SwingChart(confirmingBars);
        this.confirmingBars = confirmingBars;
    }

    @Override
    public void update(Bar bar) {
        chart.update(bar.openValue(), bar.highValue(), bar.lowValue(), bar.closeValue());
        bars++;
    }

    @Override
    public double output(int index) {
        return switch (index) {
            case 0 -> chart.trend();
            case 1 -> chart.direction();
            case 2 -> chart.swingHigh();
            case 3 -> chart.swingLow();
            default ->
                    throw new IllegalArgumentException("index must be from 0 to 3, was " + index);
        };
    }

    @Override
    public long bars() {
        return bars;
    }

    @Override
    public int warmUpBars() {
        return 4 * confirmingBars + 1;
    }

    /** Ready once two swing highs and lows tell a trend. */
    @Override
    public boolean isReady() {
        return chart.trend() != 0;
    }
}
