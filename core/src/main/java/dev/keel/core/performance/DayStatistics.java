package dev.keel.core.performance;

/** What single UTC days brought. */
final class DayStatistics {
    private static final long MILLIS_PER_DAY = 86_400_000;

    private int won;
    private int even;
    private int lost;
    private double best = Double.NEGATIVE_INFINITY;
    private double worst = Double.POSITIVE_INFINITY;

    private DayStatistics() {}

    static DayStatistics of(EquityCurve curve) {
        DayStatistics statistics = new DayStatistics();
        double before = curve.start();
        for (int i = 0; i < curve.size(); i++) {
            boolean ends = i + 1 == curve.size() || day(curve, i + 1) != day(curve, i);
            if (ends) {
                statistics.add(curve.equity(i) - before);
                before = curve.equity(i);
            }
        }
        return statistics;
    }

    void putInto(Values values) {
        values.put(Metric.DAYS, won + even + lost);
        values.put(Metric.DAYS_WON, won);
        values.put(Metric.DAYS_EVEN, even);
        values.put(Metric.DAYS_LOST, lost);
        values.put(Metric.BEST_DAY, best);
        values.put(Metric.WORST_DAY, worst);
    }

    private void add(double change) {
        won += change > 0 ? 1 : 0;
        even += change == 0 ? 1 : 0;
        lost += change < 0 ? 1 : 0;
        best = Math.max(best, change);
        worst = Math.min(worst, change);
    }

    /** A bar that closes at midnight belongs to the day that ends there. */
    private static long day(EquityCurve curve, int index) {
        return Math.floorDiv(curve.millis(index) - 1, MILLIS_PER_DAY);
    }
}
