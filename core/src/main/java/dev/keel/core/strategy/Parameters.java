package dev.keel.core.strategy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The checked values of the parameters of a strategy or indicator, defaults filled in. */
public final class Parameters {
    private final Map<String, BigDecimal> values;

    private Parameters(Map<String, BigDecimal> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Checks given texts against what is known.
     *
     * @throws IllegalArgumentException naming the parameter, if one is unknown, no number or out of
     *     range
     */
    public static Parameters of(List<Parameter> known, Map<String, String> given) {
        Map<String, BigDecimal> values = new TreeMap<>();
        known.forEach(parameter -> values.put(parameter.name(), parameter.defaultValue()));
        given.forEach((name, text) -> {
            Parameter parameter =
                    known.stream()
                            .filter(candidate -> candidate.name().equals(name))
                            .findFirst()
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "parameter '"
                                                    + name
                                                    + "' is unknown, known are "
                                                    + values.keySet()));
            values.put(name, parameter.parse(text));
        });
        return new Parameters(values);
    }

    public int integer(String name) {
        return decimal(name).intValueExact();
    }

    public double number(String name) {
        return decimal(name).doubleValue();
    }

    public BigDecimal decimal(String name) {
        BigDecimal value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("parameter '" + name + "' is unknown");
        }
        return value;
    }

    /** All values by name, in the order of the names. */
    public Map<String, BigDecimal> toMap() {
        return new TreeMap<>(values);
    }
}
