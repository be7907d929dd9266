package dev.keel.signals.ehlers.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.keel.signals.indicator.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HighPassTest {

    // Source: reference implementation in Python, checked against jesse-ai; printed to 8 places.
    @ParameterizedTest
    @CsvSource({
        "63, 5.71653495",
        "100, 1.96675685",
        "150, -6.39376851",
        "200, 6.24000860",
        "300, 7.10097634",
        "399, -0.43609068"
    })
    void agreesWithTheReferenceFigures(int bar, double expected) {
        assertThat(Series.run(new HighPass(48), Series.vectors())[bar])
                .isCloseTo(expected, within(0.5e-8));
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 10, 48, 125.5, 1_000})
    void agreesWithTheFormulaWrittenOutOverAnArray(double period) {
        double[] x = Series.randomWalk(6, 400);
        double w = Math.sqrt(0.5) * 2 * Math.PI / period;
        double al = (Math.cos(w) + Math.sin(w) - 1) / Math.cos(w);
        double[] y = new double[x.length];
        for (int i = 2; i < x.length; i++) {
            y[i] =
                    Math.pow(1 - al / 2, 2) * (x[i] - 2 * x[i - 1] + x[i - 2])
                            + 2 * (1 - al) * y[i - 1]
                            - Math.pow(1 - al, 2) * y[i - 2];
        }

        assertThat(Series.run(new HighPass(period), x)).containsExactly(y, within(1e-9));
    }

    @Test
    void startsWithTwoZeros() {
        HighPass highPass = new HighPass(48);

        assertThat(highPass.update(7)).isZero();
        assertThat(highPass.update(9)).isZero();
        assertThat(highPass.update(7)).isNegative();
    }

    @Test
    void statesItsWarmUp() {
        assertThat(new HighPass(48).warmUpBars()).isEqualTo(74);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2.99, 0, -48, 10_001, Double.NaN, Double.NEGATIVE_INFINITY})
    void refusesAPeriodOutOfRange(double period) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HighPass(period))
                .withMessage("period must be within 3.0..10000.0, was " + period);
    }
}
