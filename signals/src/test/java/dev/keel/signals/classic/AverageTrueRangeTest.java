package dev.keel.signals.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.market.Bar;
import dev.keel.signals.indicator.Bars;
import dev.keel.signals.indicator.TaLib;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AverageTrueRangeTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 14, 50})
    void agreesWithTaLibFromTheLookBackOn(int period) {
        List<Bar> bars = Bars.turningMarket(period, 500);
        double[] expected = TaLib.averageTrueRange(bars, period);
        AverageTrueRange range = new AverageTrueRange(period);

        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            range.update(bar.highValue(), bar.lowValue(), bar.closeValue());
            assertThat(range.isReady()).isEqualTo(i >= period);
            if (range.isReady()) {
                assertThat(range.value()).isCloseTo(expected[i - period], within(1e-9));
            }
        }
    }

    @Test
    void countsTheGapFromTheLastClose() {
        AverageTrueRange range = new AverageTrueRange(2);

        assertThat(range.update(11, 9, 10)).isZero();
        assertThat(range.update(14, 13, 14)).isEqualTo(4);
        assertThat(range.update(9, 8, 8)).isEqualTo((4 + 6) / 2.0);
        assertThat(range.update(8, 8, 8)).isEqualTo(5 / 2.0);
    }
}
