package dev.keel.core.performance;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The figures of a stretch of trading. Immutable.
 *
 * <p>Figures are statistics: they are computed in {@code double} and may differ from exact ones in
 * the last digits.
 */
public final class Performance {
    private final Map<Metric, Double> values;

    private Performance(Map<Metric, Double> values) {
        this.values = values;
    }

    /**
     * Computes all figures.
     *
     * @param trades in the order in which they were opened
     * @param marketReturn the return of the one instrument that was traded; empty for several
     */
    public static Performance of(
            EquityCurve curve, List<RoundTrip> trades, OptionalDouble marketReturn) {
        Values values = new Values();
        CurveStatistics.of(curve).putInto(values);
        marketReturn.ifPresent(value -> values.put(Metric.MARKET_RETURN, value));
        TradeStatistics.of(trades).putInto(values, meanEquity(curve));
        return new Performance(values.values);
    }

    /** A figure; empty if it cannot be computed. */
    public OptionalDouble value(Metric metric) {
        Double value = values.get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static double meanEquity(EquityCurve curve) {
        double sum = 0;
        for (int i = 0; i < curve.size(); i++) {
            sum += curve.equity(i);
        }
        return sum / curve.size();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** Figures as they are found; what is not finite is not one. */
    static final class Values {
        private final Map<Metric, Double> values = new EnumMap<>(Metric.class);

        void put(Metric metric, double value) {
            if (Double.isFinite(value)) {
                values.put(metric, value == 0 ? 0.0 : value);
            }
        }

        /** Puts a quotient, if the denominator is above 0. */
        void putRatio(Metric metric, double numerator, double denominator) {
            if (denominator > 0) {
                put(metric, numerator / denominator);
            }
        }
    }
}
