package dev.keel.core.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EquityCurveTest {
    private static final BarFormat FORMAT = new BarFormat(Timeframe.M1, 0, 0);

    @Test
    void keepsEveryBar() {
        EquityCurve.Builder builder = EquityCurve.builder(100, 0, 2);
        builder.add(60, 101, 1);
        builder.add(120, 99, 0);

        EquityCurve curve = builder.build();

        assertThat(curve.size()).isEqualTo(2);
        assertThat(curve.start()).isEqualTo(100);
        assertThat(curve.equity(0)).isEqualTo(101);
        assertThat(curve.millis(1)).isEqualTo(120);
        assertThat(curve.last()).isEqualTo(99);
        assertThat(curve.lastMillis()).isEqualTo(120);
        assertThat(curve.barsInPosition()).isEqualTo(1);
        assertThat(curve.toArray()).containsExactly(101, 99);
    }

    @Test
    void overBarsHasTheirTimesAndOneValueForEach() {
        BarSeries bars =
                BarSeries.builder(FORMAT)
                        .add(new Bar(FORMAT, 60_000, 1, 1, 1, 1, 0))
                        .add(new Bar(FORMAT, 180_000, 1, 1, 1, 1, 0))
                        .build();
        EquityCurve.Builder builder = EquityCurve.over(bars, 100);
        builder.add(101, 1);
        builder.add(99, 0);

        assertThatThrownBy(() -> builder.add(98, 0)).isInstanceOf(IllegalStateException.class);
        EquityCurve curve = builder.build();

        assertThat(curve.startMillis()).isEqualTo(60_000);
        assertThat(curve.millis(0)).isEqualTo(120_000);
        assertThat(curve.lastMillis()).isEqualTo(240_000);
        assertThat(curve.toArray()).containsExactly(101, 99);
        assertThat(curve.barsInPosition()).isEqualTo(1);
    }

    @Test
    void overBarsTakesALineAsItsSingleBars() {
        BarSeries bars =
                BarSeries.builder(FORMAT)
                        .add(new Bar(FORMAT, 60_000, 7, 7, 7, 7, 0))
                        .add(new Bar(FORMAT, 120_000, 9, 9, 9, 9, 0))
                        .add(new Bar(FORMAT, 180_000, 4, 4, 4, 4, 0))
                        .build();
        EquityCurve.Builder builder = EquityCurve.over(bars, 100);
        builder.add(100, 0);
        builder.addLine(0, 5, 5, 1);
        builder.addLine(2, 50, -2, 1);

        assertThatThrownBy(() -> builder.addLine(1, 0, 1, 0))
                .isInstanceOf(IllegalStateException.class);
        EquityCurve curve = builder.build();

        assertThat(curve.toArray()).containsExactly(100, 32, 42);
        assertThat(curve.barsInPosition()).isEqualTo(2);
    }

    @Test
    void noLineLeavesTheBarsOrTheNumbers() {
        BarSeries bars =
                BarSeries.builder(FORMAT).add(new Bar(FORMAT, 60_000, 1, 1, 1, 1, 0)).build();
        EquityCurve.Builder over = EquityCurve.over(bars, 100);
        EquityCurve.Builder free = EquityCurve.builder(100, 0, 1);

        assertThatThrownBy(() -> over.addLine(2, 0, 1, 0))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> over.addLine(1, 0, Double.POSITIVE_INFINITY, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> free.addLine(1, 0, 1, 0))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void overBarsTakesNoTimesAndNothingThatIsNoNumber() {
        BarSeries bars =
                BarSeries.builder(FORMAT).add(new Bar(FORMAT, 60_000, 1, 1, 1, 1, 0)).build();
        EquityCurve.Builder builder = EquityCurve.over(bars, 100);

        assertThatThrownBy(() -> builder.add(120_000, 101, 0))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.add(Double.NaN, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesMoreBarsThanExpected() {
        EquityCurve.Builder builder = EquityCurve.builder(100, 0, 0);
        for (int i = 1; i <= 100; i++) {
            builder.add(i, i, 0);
        }

        EquityCurve curve = builder.build();

        assertThat(curve.size()).isEqualTo(100);
        assertThat(curve.equity(99)).isEqualTo(100);
    }

    @Test
    void isWhatItStartedFromWithoutBars() {
        EquityCurve curve = EquityCurve.builder(100, 7, 0).build();

        assertThat(curve.last()).isEqualTo(100);
        assertThat(curve.lastMillis()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesACapitalThatIsNone(double start) {
        assertThatThrownBy(() -> EquityCurve.builder(start, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsOutOfOrderOrNoNumber() {
        EquityCurve.Builder builder = EquityCurve.builder(100, 0, 2);
        builder.add(60, 101, 0);

        assertThatThrownBy(() -> builder.add(60, 101, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.add(61, Double.NaN, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changesNoMoreOnceItIsBuilt() {
        EquityCurve.Builder builder = EquityCurve.builder(100, 0, 8);
        builder.add(60, 101, 0);
        EquityCurve curve = builder.build();

        assertThatThrownBy(() -> builder.add(61, 102, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
        assertThat(curve.toArray()).containsExactly(101);
    }
}
