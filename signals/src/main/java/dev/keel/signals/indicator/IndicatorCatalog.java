package dev.keel.signals.indicator;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The indicators that are on offer, by name. */
public final class IndicatorCatalog {
    private final Map<String, IndicatorDefinition> byName = new TreeMap<>();

    public IndicatorCatalog(List<IndicatorDefinition> definitions) {
        for (IndicatorDefinition definition : definitions) {
            if (byName.put(definition.name(), definition) != null) {
                throw new IllegalArgumentException(
                        "indicator '" + definition.name() + "' is defined twice");
            }
        }
    }

    /**
     * Finds an indicator.
     *
     * @throws IllegalArgumentException naming what is on offer, if there is none of this name
     */
    public IndicatorDefinition find(String name) {
        IndicatorDefinition definition = byName.get(name);
        if (definition == null) {
            throw new IllegalArgumentException(
                    "indicator '" + name + "' is unknown, known are " + byName.keySet());
        }
        return definition;
    }

    /** All indicators in the order of their names. */
    public List<IndicatorDefinition> all() {
        return List.copyOf(byName.values());
    }
}
