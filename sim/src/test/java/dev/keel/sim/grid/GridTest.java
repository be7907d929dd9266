package dev.keel.sim.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridTest {
    private static final Grid GRID = new Grid(List.of(Axis.parse("a=1..3"), Axis.parse("b=7,9")));

    @Test
    void turnsTheLastAxisFastest() {
        assertThat(GRID.size()).isEqualTo(6);
        assertThat(GRID.at(0)).isEqualTo(Map.of("a", "1", "b", "7"));
        assertThat(GRID.at(1)).isEqualTo(Map.of("a", "1", "b", "9"));
        assertThat(GRID.at(5)).isEqualTo(Map.of("a", "3", "b", "9"));
    }

    @Test
    void findsEveryCombinationAgainByItsSteps() {
        for (int i = 0; i < GRID.size(); i++) {
            assertThat(GRID.index(GRID.steps(i))).isEqualTo(i);
        }
    }

    @Test
    void hasOneCombinationOfNothing() {
        assertThat(new Grid(List.of()).size()).isEqualTo(1);
        assertThat(new Grid(List.of()).at(0)).isEmpty();
    }

    @Test
    void refusesWhatIsNoGrid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Grid(List.of(Axis.parse("a=1"), Axis.parse("a=2"))))
                .withMessageContaining("once");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Grid(List.of(Axis.parse("a=1..10000"), Axis.parse("b=1..10000"))))
                .withMessageContaining("at most 1000000");
        assertThatIllegalArgumentException().isThrownBy(() -> GRID.at(6));
    }
}
