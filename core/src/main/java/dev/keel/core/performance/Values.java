package dev.keel.core.performance;

import java.util.EnumMap;
import java.util.Map;

/** Figures as they are found; what is not finite is not one. */
final class Values {
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

    Map<Metric, Double> toMap() {
        return new EnumMap<>(values);
    }
}
