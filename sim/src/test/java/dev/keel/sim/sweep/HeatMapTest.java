package dev.keel.sim.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.sim.grid.Objective;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    @Test
    void needsTwoAxesWithSeveralValues() {
        SweepRequest request = Sweeps.sweep(Objective.TOTAL_RETURN, "fast=2", "slow=10,20");

        assertThat(HeatMap.of(result(request, List.of()))).isEmpty();
    }

    @Test
    void ranksCellsFromWorstToBest() {
        SweepRequest request = Sweeps.sweep(Objective.TOTAL_RETURN, "fast=2,3", "slow=10,20");
        HeatMap map =
                HeatMap.of(
                                result(
                                        request,
                                        List.of(
                                                trial(request, 2, 0.5),
                                                trial(request, 1, 0.1),
                                                trial(request, 0, -0.2))))
                        .orElseThrow();

        assertThat(map.value(1, 0)).hasValue(0.5);
        assertThat(map.rank(1, 0)).hasValue(1);
        assertThat(map.rank(0, 1)).hasValue(0.5);
        assertThat(map.rank(0, 0)).hasValue(0);
        assertThat(map.rank(1, 1)).isEmpty();
    }

    private static SweepResult result(SweepRequest request, List<Trial> trials) {
        return new SweepResult(
                request, trials, 0, Optional.empty(), List.of(), 0, Optional.empty());
    }

    private static Trial trial(SweepRequest request, int index, double value) {
        return new Trial(
                index,
                request.grid().at(index),
                OptionalDouble.of(value),
                1,
                1,
                Trial.Method.FULL,
                new EquityPath(new float[] {1}));
    }
}
