package dev.keel.sim.validate.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.strategy.BuyAndHold;
import dev.keel.core.strategy.SmaCross;
import dev.keel.sim.grid.Axis;
import dev.keel.sim.validate.Markets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterGridTest {
    @Test
    void combinesAllValues() {
        ParameterGrid grid = grid("fast=5..15:5", "slow=20,40");

        assertThat(grid.points()).hasSize(6);
        assertThat(grid.points().getFirst().given()).isEqualTo(Map.of("fast", "5", "slow", "20"));
        assertThat(grid.points().getLast().given()).isEqualTo(Map.of("fast", "15", "slow", "40"));
        assertThat(grid.refused()).isZero();
    }

    @Test
    void leavesOutWhatTheStrategyRefuses() {
        ParameterGrid grid = grid("fast=10..30:10", "slow=20..30:10");

        assertThat(grid.points()).hasSize(3);
        assertThat(grid.refused()).isEqualTo(3);
    }

    @Test
    void neighboursLieOneStepAway() {
        ParameterGrid grid = grid("fast=5..15:5", "slow=20..40:10");

        assertThat(grid.neighbours(4)).containsExactly(1, 3, 5, 7);
        assertThat(grid.neighbours(0)).containsExactly(1, 3);
    }

    @Test
    void findsAConfiguration() {
        ParameterGrid grid = grid("fast=5..15:5", "slow=20..40:10");

        assertThat(grid.find(Markets.choice(SmaCross.DEFINITION))).isEqualTo(4);
        assertThat(grid.find(Markets.choice(SmaCross.DEFINITION, "fast", "11"))).isEqualTo(-1);
    }

    @Test
    void surroundsAConfiguration() {
        ParameterGrid grid = ParameterGrid.around(Markets.choice(SmaCross.DEFINITION));

        assertThat(grid.points()).hasSize(9);
        assertThat(grid.axes().getFirst().values().toString()).isEqualTo("[8, 10, 12]");
        assertThat(grid.axes().getLast().values().toString()).isEqualTo("[24, 30, 36]");
        assertThat(grid.find(Markets.choice(SmaCross.DEFINITION))).isNotNegative();
    }

    @Test
    void aStrategyWithoutParametersIsOnePoint() {
        ParameterGrid grid = ParameterGrid.around(Markets.choice(BuyAndHold.DEFINITION));

        assertThat(grid.points()).hasSize(1);
        assertThat(grid.neighbours(0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fast=1..9999 slow=1..9999|grid must have at most 1000000 combinations",
                "fast=1..300 slow=1..300|grid must have at most 10000 combinations",
                "quick=1,2|grid names 'quick', which sma-cross does not know; known are [fast, slow]"
            })
    void saysWhatIsWrong(String axes, String message) {
        assertThatThrownBy(() -> grid(axes.split(" ", -1))).hasMessage(message);
    }

    private static ParameterGrid grid(String... axes) {
        return ParameterGrid.of(
                SmaCross.DEFINITION, Map.of(), List.of(axes).stream().map(Axis::parse).toList());
    }
}
