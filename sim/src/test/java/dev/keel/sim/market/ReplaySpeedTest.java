package dev.keel.sim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplaySpeedTest {

    @Test
    void readsNumbersAndMax() {
        assertThat(ReplaySpeed.parse("3600").factor()).isEqualTo(3600);
        assertThat(ReplaySpeed.parse("0.5").factor()).isEqualTo(0.5);
        assertThat(ReplaySpeed.parse("max").isMax()).isTrue();
        assertThat(ReplaySpeed.parse("0")).isEqualTo(ReplaySpeed.MAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0.001", "1e10", "NaN", "Infinity", "fast", ""})
    void refusesWhatIsNoSpeed(String text) {
        assertThatThrownBy(() -> ReplaySpeed.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("speed must be ")
                .hasMessageContaining("was ");
    }
}
