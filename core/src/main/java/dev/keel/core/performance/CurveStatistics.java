package dev.keel.core.performance;

/** The figures that follow from equity alone. */
final class CurveStatistics {
    static final double MILLIS_PER_YEAR = 365.25 * 86_400_000;
    private static final double SHORTEST_TO_ANNUALISE = 30 * 86_400_000.0;

    private final EquityCurve curve;
    private double mean;
    private double deviation;
    private double fallDeviation;
    private double least;
    private double greatest;
    private double maxDrawdown;
    private double maxDrawdownMoney;
    private long longestDrawdownMillis;
    private double squaredDrawdowns;

    /** NaN while the greatest drawdown is not made good. */
    private double recoveryMillis = Double.NaN;

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
        values.put(Metric.START_EQUITY, curve.start());
        values.put(Metric.FINAL_EQUITY, curve.last());
        values.put(Metric.NET_PROFIT, curve.last() - curve.start());
        values.put(Metric.MIN_EQUITY, least);
        values.put(Metric.MAX_EQUITY, greatest);
        values.put(Metric.VARIANCE, deviation * deviation * barsPerYear);
        values.put(Metric.DOWNSIDE_DEVIATION, fallDeviation * Math.sqrt(barsPerYear));
        values.put(Metric.VOLATILITY, deviation * Math.sqrt(barsPerYear));
        values.putRatio(Metric.SHARPE, mean * Math.sqrt(barsPerYear), deviation);
        values.putRatio(Metric.SORTINO, mean * Math.sqrt(barsPerYear), fallDeviation);
        values.put(Metric.MAX_DRAWDOWN, maxDrawdown);
        values.put(Metric.MAX_DRAWDOWN_MONEY, maxDrawdownMoney);
        values.put(Metric.MAX_DRAWDOWN_SECONDS, longestDrawdownMillis / 1e3);
        values.put(Metric.RECOVERY_SECONDS, recoveryMillis / 1e3);
        values.putRatio(Metric.RECOVERY_FACTOR, curve.last() - curve.start(), maxDrawdownMoney);
        values.put(Metric.ULCER_INDEX, Math.sqrt(squaredDrawdowns / curve.size()));
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
        double lowest = previous;
        for (int i = 0; i < n; i++) {
            double equity = curve.equity(i);
            lowest = Math.min(lowest, previous);
            sum += equity / previous - 1;
            previous = equity;
        }
        mean = n < 2 || lowest <= 0 ? Double.NaN : sum / n;
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
        double bottom = peak;
        long bottomMillis = peakMillis;
        least = peak;
        greatest = peak;
        for (int i = 0; i < curve.size(); i++) {
            double equity = curve.equity(i);
            least = Math.min(least, equity);
            greatest = Math.max(greatest, equity);
            if (equity >= peak) {
                if (endDrawdown(peak, bottom, peakMillis, curve.millis(i))) {
                    recoveryMillis = curve.millis(i) - bottomMillis;
                }
                peak = equity;
                bottom = equity;
                peakMillis = curve.millis(i);
            } else {
                if (equity < bottom) {
                    bottom = equity;
                    bottomMillis = curve.millis(i);
                }
                double share = (peak - equity) / peak;
                squaredDrawdowns += share * share;
            }
        }
        if (endDrawdown(peak, bottom, peakMillis, curve.lastMillis())) {
            recoveryMillis = Double.NaN;
        }
    }

    /** Tells whether the drawdown that ends is the greatest so far. */
    private boolean endDrawdown(double peak, double bottom, long peakMillis, long endMillis) {
        if (bottom >= peak) {
            return false;
        }
        boolean deepest = (peak - bottom) / peak > maxDrawdown;
        maxDrawdown = Math.max(maxDrawdown, (peak - bottom) / peak);
        maxDrawdownMoney = Math.max(maxDrawdownMoney, peak - bottom);
        longestDrawdownMillis = Math.max(longestDrawdownMillis, endMillis - peakMillis);
        return deepest;
    }
}
