package dev.keel.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MomentsTest {
    /** By hand: mean 5, squares 32, cubes 42, fourth powers 356. */
    @Test
    void measuresAKnownSample() {
        Moments moments = Moments.of(new double[] {2, 4, 4, 4, 5, 5, 7, 9});

        assertThat(moments.count()).isEqualTo(8);
        assertThat(moments.mean()).isEqualTo(5);
        assertThat(moments.deviation()).isCloseTo(Math.sqrt(32 / 7.0), within(1e-15));
        assertThat(moments.skewness()).isCloseTo(42 / 8.0 / 8, within(1e-15));
        assertThat(moments.kurtosis()).isCloseTo(356 / 8.0 / 16, within(1e-15));
        assertThat(moments.standardErrorOfMean()).isCloseTo(Math.sqrt(32 / 7.0 / 8), within(1e-15));
    }

    @Test
    void equalValuesHaveNoDeviation() {
        double[] values = new double[1_000];
        Arrays.fill(values, 0.1);

        assertThat(Moments.of(values).deviation()).isZero();
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        assertThatThrownBy(() -> Moments.of(new double[0])).hasMessage("values must not be empty");
        assertThatThrownBy(() -> Moments.of(new double[] {1, Double.NaN}))
                .hasMessage("values must be finite, one was NaN");
    }
}
