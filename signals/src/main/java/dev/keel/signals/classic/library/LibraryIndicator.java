package dev.keel.signals.classic.library;

import dev.keel.core.market.Bar;
import dev.keel.signals.indicator.BarKernel;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/**
 * An indicator of ta4j, fed bar by bar: its series keeps only the bars that the formula looks back
 * on, and each value is asked for as its bar comes, so what is recursive goes on from the last one.
 */
final class LibraryIndicator extends BarKernel {
    private final BarSeries series;
    private final List<Indicator<Num>> indicators;
    private final double[] values;

    /**
     * Creates an indicator at its start.
     *
     * @param lookBack the bars that the formula may look back on
     * @param warmUpBars the bars until the start no longer matters
     * @param outputs makes the indicators over a series, one for each output
     */
    LibraryIndicator(
            int lookBack, int warmUpBars, Function<BarSeries, List<Indicator<Num>>> outputs) {
        super(warmUpBars);
        series =
                new BaseBarSeriesBuilder()
                        .withNumFactory(DoubleNumFactory.getInstance())
                        .withMaxBarCount(lookBack)
                        .build();
        indicators = outputs.apply(series);
        values = new double[indicators.size()];
    }

    @Override
    protected void next(Bar bar) {
        series.barBuilder()
                .timePeriod(Duration.ofMillis(bar.format().timeframe().toMillis()))
                .endTime(bar.closeTime())
                .openPrice(bar.openValue())
                .highPrice(bar.highValue())
                .lowPrice(bar.lowValue())
                .closePrice(bar.closeValue())
                .volume(bar.volumeValue())
                .add();
        for (int i = 0; i < values.length; i++) {
            double value = indicators.get(i).getValue(series.getEndIndex()).doubleValue();
            values[i] = Double.isFinite(value) ? value : 0;
        }
    }

    @Override
    public double output(int index) {
        return values[index];
    }
}
