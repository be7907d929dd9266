package dev.keel.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SampleTest {
    private static final Sample SAMPLE = Sample.of(new double[] {4, 1, 3, 2, 3});

    @Test
    void interpolatesQuantiles() {
        assertThat(SAMPLE.quantile(0)).isEqualTo(1);
        assertThat(SAMPLE.quantile(0.1)).isCloseTo(1.4, within(1e-15));
        assertThat(SAMPLE.median()).isEqualTo(3);
        assertThat(SAMPLE.quantile(1)).isEqualTo(4);
        assertThat(SAMPLE.mean()).isCloseTo(2.6, within(1e-15));
    }

    @Test
    void countsShares() {
        assertThat(SAMPLE.shareBelow(3)).isEqualTo(0.4);
        assertThat(SAMPLE.shareAtMost(3)).isEqualTo(0.8);
        assertThat(SAMPLE.rank(3)).isCloseTo(0.6, within(1e-15));
        assertThat(SAMPLE.shareAtMost(9)).isEqualTo(1);
        assertThat(SAMPLE.shareBelow(0)).isZero();
    }

    @Test
    void refusesWhatHasNoOrder() {
        assertThatThrownBy(() -> Sample.of(new double[0])).hasMessage("values must not be empty");
        assertThatThrownBy(() -> Sample.of(new double[] {1, Double.NaN}))
                .hasMessage("values must be finite");
        assertThatThrownBy(() -> SAMPLE.quantile(-0.1))
                .hasMessage("share must be 0 to 1, was -0.1");
    }
}
