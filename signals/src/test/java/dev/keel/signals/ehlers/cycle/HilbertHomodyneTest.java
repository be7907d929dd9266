package dev.keel.signals.ehlers.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.signals.indicator.Series;
import dev.keel.signals.indicator.TaLib;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HilbertHomodyneTest {

    private static final int IDLE_BARS = 12;
    private static final Offset<Double> ROUNDING = within(1e-8);

    // Source: TA-Lib 0.4.0, HT_DCPERIOD and HT_PHASOR; printed to 10 places.
    @ParameterizedTest
    @CsvSource({
        "63, 20.3822499715, 1.6375132659, 17.6588262486",
        "100, 20.9361368374, -5.4833287388, 17.3126964983",
        "150, 20.2731974857, 2.8890885999, -3.5829473616",
        "200, 20.1059309602, -9.5810764908, 6.3923682760",
        "300, 20.3006521241, -3.4541200990, 1.8857052158",
        "399, 21.0298421909, -8.6814917055, 14.6781506710"
    })
    void agreesWithThePublishedFigures(int bar, double period, double inPhase, double quadrature) {
        HilbertHomodyne homodyne = new HilbertHomodyne(IDLE_BARS);
        double[] closes = Series.vectors();
        for (int i = 0; i <= bar; i++) {
            homodyne.update(closes[i]);
        }

        assertThat(homodyne.smoothPeriod()).isCloseTo(period, ROUNDING);
        assertThat(homodyne.inPhase()).isCloseTo(inPhase, ROUNDING);
        assertThat(homodyne.quadrature()).isCloseTo(quadrature, ROUNDING);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void agreesWithTaLibOnRandomWalks(long seed) {
        double[] walk = Series.randomWalk(seed, 2_000);
        double[] period = TaLib.dominantCyclePeriod(walk);
        double[][] phasor = TaLib.phasor(walk);
        HilbertHomodyne homodyne = new HilbertHomodyne(IDLE_BARS);

        for (int i = 0; i < walk.length; i++) {
            homodyne.update(walk[i]);
            int answer = i - TaLib.LOOK_BACK;
            if (answer >= 0) {
                assertThat(homodyne.smoothPeriod()).isCloseTo(period[answer], ROUNDING);
                assertThat(homodyne.inPhase()).isCloseTo(phasor[0][answer], ROUNDING);
                assertThat(homodyne.quadrature()).isCloseTo(phasor[1][answer], ROUNDING);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 15, 20, 30, 40})
    void measuresThePeriodOfAPureCycle(int period) {
        HilbertHomodyne homodyne = new HilbertHomodyne(IDLE_BARS);

        for (int i = 0; i < 400; i++) {
            homodyne.update(100 + Math.sin(2 * Math.PI * i / period));
            if (i >= 200) {
                assertThat(homodyne.smoothPeriod()).isCloseTo(period, within(0.1 * period));
            }
        }
    }

    @Test
    void isSilentDuringTheIdleBars() {
        HilbertHomodyne homodyne = new HilbertHomodyne(37);
        double[] walk = Series.randomWalk(1, 40);

        for (int i = 0; i < 37; i++) {
            assertThat(homodyne.update(walk[i])).isFalse();
            assertThat(homodyne.smoothPeriod()).isZero();
            assertThat(homodyne.phaseDegrees()).isZero();
        }
        assertThat(homodyne.update(walk[37])).isTrue();
        assertThat(homodyne.smoothPeriod()).isPositive();
    }

    @Test
    void keepsThePeriodAtItsBoundsWhereThereIsNoCycle() {
        HilbertHomodyne homodyne = new HilbertHomodyne(IDLE_BARS);

        for (int i = 0; i < 3_000; i++) {
            homodyne.update(100);
            assertThat(homodyne.smoothPeriod()).isBetween(0.0, 50.0);
            assertThat(homodyne.phaseDegrees()).isBetween(-90.0, 90.0);
        }
    }
}
