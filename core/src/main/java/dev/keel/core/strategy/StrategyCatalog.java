package dev.keel.core.strategy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The strategies that are on offer, by name. */
public final class StrategyCatalog {
    private final Map<String, StrategyDefinition> byName = new TreeMap<>();

    public StrategyCatalog(List<StrategyDefinition> definitions) {
        for (StrategyDefinition definition : definitions) {
            if (byName.put(definition.name(), definition) != null) {
                throw new IllegalArgumentException(
                        "strategy '" + definition.name() + "' is defined twice");
            }
        }
    }

    /**
     * Finds a strategy.
     *
     * @throws IllegalArgumentException naming what is on offer, if there is none of this name
     */
    public StrategyDefinition find(String name) {
        StrategyDefinition definition = byName.get(name);
        if (definition == null) {
            throw new IllegalArgumentException(
                    "strategy '" + name + "' is unknown, known are " + byName.keySet());
        }
        return definition;
    }

    /** All strategies in the order of their names. */
    public List<StrategyDefinition> all() {
        return List.copyOf(byName.values());
    }
}
