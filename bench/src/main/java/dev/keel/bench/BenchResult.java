package dev.keel.bench;

import java.util.List;

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
     */
    record Scenario(String name, double ours, double limit, String note) {
        double ratio() {
            return ours / limit;
        }
    }
}
