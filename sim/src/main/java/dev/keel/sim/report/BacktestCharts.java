package dev.keel.sim.report;

import dev.keel.core.market.BarSeries;
import dev.keel.core.performance.EquityCurve;
import dev.keel.core.performance.RoundTrip;
import dev.keel.core.sizing.Sizing;
import dev.keel.sim.backtest.BacktestResult;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** The pictures of a backtest: equity beside the market, and drawdown. */
final class BacktestCharts {
    private final EquityCurve curve;
    private final BarSeries bars;
    private final List<RoundTrip> trades;
    private final TimeAxis time;
    private final double marketScale;
    private final boolean showsMarket;

    BacktestCharts(BacktestResult result) {
        this.curve = result.curve();
        this.bars = result.request().bars();
        this.trades = result.trades();
        this.time = new TimeAxis(curve.startMillis(), curve.lastMillis());
        this.marketScale = curve.start() / bars.bar(0).openValue();
        this.showsMarket = !(result.request().sizing() instanceof Sizing.Fixed);
    }

    /**
     * Whether the market is drawn: beside a fixed quantity it would compare what differs in size.
     */
    boolean showsMarket() {
        return showsMarket;
    }

    /** Whether equity is drawn on a logarithmic axis. */
    boolean isLogarithmic() {
        return equityAxis().scale() == ValueAxis.Scale.LOGARITHMIC;
    }

    String equity(String description) {
        ValueAxis values = equityAxis();
        Chart chart = new Chart(time, values, BacktestCharts::amount);
        if (showsMarket) {
            chart.addLine("line-market", line(values, bars.size(), this::marketAt));
        }
        chart.addLine("line-equity", line(values, curve.size(), curve::equity));
        return chart.toHtml("equity", "", "Equity", description);
    }

    /** The market's closes, a tick below for every buy and one above for every sell. */
    String price(String description) {
        double least = bars.closeValue(0);
        double greatest = least;
        for (int i = 0; i < bars.size(); i++) {
            least = Math.min(least, bars.closeValue(i));
            greatest = Math.max(greatest, bars.closeValue(i));
        }
        ValueAxis values = ValueAxis.spanning(least, greatest);
        Chart chart = new Chart(time, values, BacktestCharts::amount);
        chart.addLine("line-market", line(values, bars.size(), bars::closeValue));
        TradeTicks ticks = new TradeTicks(time, values);
        trades.forEach(ticks::add);
        chart.addLine("tick-buy", ticks.buys());
        chart.addLine("tick-sell", ticks.sells());
        return chart.toHtml("price", "", "Price and trades", description);
    }

    String drawdown(String description) {
        double[] drawdown = drawdowns();
        double least = 0;
        for (double value : drawdown) {
            least = Math.min(least, value);
        }
        ValueAxis values =
                new ValueAxis(least == 0 ? -0.01 : least * 1.05, 0, ValueAxis.Scale.LINEAR);
        Chart chart = new Chart(time, values, mark -> shortened(mark * 100) + " %");
        String path = line(values, drawdown.length, i -> drawdown[i]);
        chart.addLine("area-drawdown", path + "V0H0Z");
        chart.addLine("line-drawdown", path);
        return chart.toHtml("drawdown", "low", "Drawdown", description);
    }

    private ValueAxis equityAxis() {
        double least = curve.start();
        double greatest = curve.start();
        for (int i = 0; i < curve.size(); i++) {
            least = Math.min(least, curve.equity(i));
            greatest = Math.max(greatest, curve.equity(i));
            if (showsMarket) {
                least = Math.min(least, marketAt(i));
                greatest = Math.max(greatest, marketAt(i));
            }
        }
        return ValueAxis.spanning(least, greatest);
    }

    /** What the capital would be worth, had all of it bought the instrument at the first open. */
    private double marketAt(int index) {
        return bars.closeValue(index) * marketScale;
    }

    /** How far equity lies below its peak so far, as a fraction of it: 0 or below. */
    private double[] drawdowns() {
        double[] result = new double[curve.size()];
        double peak = curve.start();
        for (int i = 0; i < result.length; i++) {
            peak = Math.max(peak, curve.equity(i));
            result[i] = curve.equity(i) / peak - 1;
        }
        return result;
    }

    private String line(ValueAxis values, int points, IntToDoubleFunction value) {
        return PlotLine.path(time, values, points, curve::millis, value);
    }

    /** A value of the axis in few characters, such as {@code 1.5M}. */
    private static String amount(double value) {
        double size = Math.abs(value);
        if (size >= 1e9) {
            return shortened(value / 1e9) + "B";
        }
        if (size >= 1e6) {
            return shortened(value / 1e6) + "M";
        }
        return size >= 1e4 ? shortened(value / 1e3) + "k" : shortened(value);
    }

    private static String shortened(double value) {
        String text = String.format(Locale.ROOT, "%.6f", value);
        return text.replaceAll("\\.?0+$", "").replaceAll("^-0$", "0");
    }
}
