package dev.keel.core.performance;

import dev.keel.core.performance.Performance.Values;

/** The figures that follow from equity alone. */
final class CurveStatistics {
    private static final double MILLIS_PER_YEAR = 365.25 * 86_400_000;
    private static final double SHORTEST_TO_ANNUALISE = 30 * 86_400_000.0;

    private final EquityCurve curve;
    private double mean;
    private double deviation;
    private double fallDeviation;
    private double maxDrawdown;
    private long longestDrawdownMillis;

    private CurveStatistics(EquityCurve curve) {
        this.curve = curve;
    }

    static CurveStatistics of(EquityCurve curve) {
        CurveStatistics statistics = new CurveStatistics(curve);
        if (curve.size() > 0) {
            statistics.measureReturns();
            statistics.measureDrawdowns();
        }
        return statistics;
    }

    void putInto(Values values) {
        if (curve.size() == 0) {
            return;
        }
        double span = curve.lastMillis() - curve.startMillis();
        double barsPerYear = curve.size() / (span / MILLIS_PER_YEAR);
        values.put(Metric.TOTAL_RETURN, (curve.last() - curve.start()) / curve.start());
        values.put(Metric.BARS_PER_YEAR, barsPerYear);
        values.put(Metric.VOLATILITY, deviation * Math.sqrt(barsPerYear));
        values.putRatio(Metric.SHARPE, mean * Math.sqrt(barsPerYear), deviation);
        values.putRatio(Metric.SORTINO, mean * Math.sqrt(barsPerYear), fallDeviation);
        values.put(Metric.MAX_DRAWDOWN, maxDrawdown);
        values.put(Metric.MAX_DRAWDOWN_SECONDS, longestDrawdownMillis / 1e3);
        values.put(Metric.EXPOSURE, (double) curve.barsInPosition() / curve.size());
        if (span >= SHORTEST_TO_ANNUALISE) {
            double growth = Math.pow(curve.last() / curve.start(), MILLIS_PER_YEAR / span) - 1;
            values.put(Metric.CAGR, growth);
            values.putRatio(Metric.CALMAR, growth, maxDrawdown);
        }
    }

    /**
     * Leaves NaN where there is no deviation: after an equity of 0 or below there are no returns.
     */
    private void measureReturns() {
        int n = curve.size();
        double previous = curve.start();
        double sum = 0;
        double least = previous;
        for (int i = 0; i < n; i++) {
            double equity = curve.equity(i);
            least = Math.min(least, previous);
            sum += equity / previous - 1;
            previous = equity;
        }
        mean = n < 2 || least <= 0 ? Double.NaN : sum / n;
        double squares = 0;
        double fallSquares = 0;
        previous = curve.start();
        for (int i = 0; i < n; i++) {
            double equity = curve.equity(i);
            double change = equity / previous - 1;
            double fall = Math.min(change, 0);
            squares += (change - mean) * (change - mean);
            fallSquares += fall * fall;
            previous = equity;
        }
        deviation = Math.sqrt(squares / (n - 1));
        fallDeviation = Math.sqrt(fallSquares / n);
    }

    private void measureDrawdowns() {
        double peak = curve.start();
        long peakMillis = curve.startMillis();
        double least = peak;
        for (int i = 0; i < curve.size(); i++) {
            double equity = curve.equity(i);
            if (equity >= peak) {
                endDrawdown(peak, least, peakMillis, curve.millis(i));
                peak = equity;
                least = equity;
                peakMillis = curve.millis(i);
            } else {
                least = Math.min(least, equity);
            }
        }
        endDrawdown(peak, least, peakMillis, curve.lastMillis());
    }

    private void endDrawdown(double peak, double least, long peakMillis, long endMillis) {
        if (least < peak) {
            maxDrawdown = Math.max(maxDrawdown, (peak - least) / peak);
            longestDrawdownMillis = Math.max(longestDrawdownMillis, endMillis - peakMillis);
        }
    }
}
