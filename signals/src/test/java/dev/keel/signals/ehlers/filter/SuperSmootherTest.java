package dev.keel.signals.ehlers.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.keel.signals.indicator.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuperSmootherTest {

    private static final double PRINTED = 0.5e-8;

    // Source: reference implementation in Python, checked against jesse-ai; printed to 8 places.
    @ParameterizedTest
    @CsvSource({
        "63, 107.08971328, 100.05501212",
        "100, 99.78580633, 98.14414799",
        "150, 114.36532544, 114.62739310",
        "200, 105.31593299, 102.94006247",
        "300, 108.10870994, 107.44772940",
        "399, 112.89209605, 113.16570096"
    })
    void agreesWithTheReferenceFigures(int bar, double period10, double period20) {
        double[] closes = Series.vectors();

        assertThat(Series.run(new SuperSmoother(10), closes)[bar])
                .isCloseTo(period10, within(PRINTED));
        assertThat(Series.run(new SuperSmoother(20), closes)[bar])
                .isCloseTo(period20, within(PRINTED));
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 3, 10, 33.3, 250})
    void agreesWithTheFormulaWrittenOutOverAnArray(double period) {
        double[] x = Series.randomWalk(5, 400);
        double a = Math.exp(-1.4142135623730951 * Math.PI / period);
        double b = 2 * a * Math.cos(1.4142135623730951 * Math.PI / period);
        double[] y = new double[x.length];
        y[0] = x[0];
        y[1] = x[1];
        for (int i = 2; i < x.length; i++) {
            y[i] = (1 - b + a * a) * (x[i] + x[i - 1]) / 2 + b * y[i - 1] - a * a * y[i - 2];
        }

        assertThat(Series.run(new SuperSmoother(period), x)).containsExactly(y, within(1e-9));
    }

    @Test
    void startsWithTheFirstTwoInputs() {
        SuperSmoother smoother = new SuperSmoother(10);

        assertThat(smoother.update(7)).isEqualTo(7);
        assertThat(smoother.update(9)).isEqualTo(9);
        assertThat(smoother.update(20)).isBetween(9.0, 15.0);
    }

    @Test
    void statesItsWarmUp() {
        assertThat(new SuperSmoother(10).warmUpBars()).isEqualTo(14);
        assertThat(new SuperSmoother(48).warmUpBars()).isEqualTo(56);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.99, 0, -10, 10_001, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAPeriodOutOfRange(double period) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SuperSmoother(period))
                .withMessage("period must be within 2.0..10000.0, was " + period);
    }
}
