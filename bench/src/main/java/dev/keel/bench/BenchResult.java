package dev.keel.bench;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a benchmark measured.
 *
 * @param unit of {@code ours} and {@code limit}; higher is better
 * @param compared what stands against what, in words
 * @param scenarios the cases that were measured; the first is the headline
 */
record BenchResult(
        String name, String unit, String compared, Machine machine, List<Scenario> scenarios) {
    BenchResult {
        if (scenarios.isEmpty()) {
            throw new IllegalArgumentException("a result must have a scenario");
        }
        scenarios = List.copyOf(scenarios);
    }

    Scenario headline() {
        return scenarios.getFirst();
    }

    /**
     * One measured case.
     *
     * @param ours what Keel does
     * @param limit what the bare machine does at the same work, in the same run
     * @param note figures that both sides must agree on, and how they were taken
     * @param figures what else was measured, by names that carry the unit
     */
    record Scenario(
            String name, double ours, double limit, String note, Map<String, Double> figures) {
        Scenario {
            SortedMap<String, Double> sorted = new TreeMap<>(figures);
            figures = Collections.unmodifiableSortedMap(sorted);
        }

        Scenario(String name, double ours, double limit, String note) {
            this(name, ours, limit, note, Map.of());
        }

        double ratio() {
            return ours / limit;
        }
    }
}
