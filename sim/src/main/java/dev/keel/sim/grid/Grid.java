package dev.keel.sim.grid;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All combinations of the values of some parameters, numbered from 0; the last axis turns fastest.
 *
 * @param axes each of another parameter; without any there is one combination, of no values
 */
public record Grid(List<Axis> axes) {
    private static final long MOST_COMBINATIONS = 1_000_000;

    public Grid {
        axes = List.copyOf(axes);
        if (axes.stream().map(Axis::name).distinct().count() != axes.size()) {
            throw new IllegalArgumentException("grid must give each parameter once");
        }
        long size = 1;
        for (Axis axis : axes) {
            size *= axis.values().size();
            if (size > MOST_COMBINATIONS) {
                throw new IllegalArgumentException(
                        "grid must have at most " + MOST_COMBINATIONS + " combinations");
            }
        }
    }

    /** The number of combinations. */
    public int size() {
        int size = 1;
        for (Axis axis : axes) {
            size *= axis.values().size();
        }
        return size;
    }

    /** A combination's values by parameter, in the order of the axes. */
    public Map<String, String> at(int index) {
        int[] steps = steps(index);
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < steps.length; i++) {
            Axis axis = axes.get(i);
            values.put(axis.name(), axis.values().get(steps[i]).toPlainString());
        }
        return values;
    }

    /** Where a combination lies on each axis, counted from 0. */
    public int[] steps(int index) {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException(
                    "combination must be 0 to " + (size() - 1) + ", was " + index);
        }
        int[] steps = new int[axes.size()];
        int rest = index;
        for (int i = axes.size() - 1; i >= 0; i--) {
            int count = axes.get(i).values().size();
            steps[i] = rest % count;
            rest /= count;
        }
        return steps;
    }

    /** The number of the combination that lies there. */
    public int index(int[] steps) {
        int index = 0;
        for (int i = 0; i < steps.length; i++) {
            index = index * axes.get(i).values().size() + steps[i];
        }
        return index;
    }
}
