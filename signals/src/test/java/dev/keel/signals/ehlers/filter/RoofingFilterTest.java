package dev.keel.signals.ehlers.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.keel.signals.indicator.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoofingFilterTest {

    // Source: reference implementation in Python, checked against jesse-ai; printed to 8 places.
    @ParameterizedTest
    @CsvSource({
        "63, 6.59290190",
        "100, -0.28801920",
        "150, 1.69444951",
        "200, 0.70778664",
        "300, -1.46859568",
        "399, -2.62352088"
    })
    void agreesWithTheReferenceFigures(int bar, double expected) {
        assertThat(Series.run(new RoofingFilter(), Series.vectors())[bar])
                .isCloseTo(expected, within(0.5e-8));
    }

    @Test
    void isTheSuperSmootherOfTheHighPass() {
        double[] walk = Series.randomWalk(7, 400);
        double[] inTwoSteps = Series.run(new SuperSmoother(15), Series.run(new HighPass(60), walk));

        assertThat(Series.run(new RoofingFilter(60, 15), walk)).containsExactly(inTwoSteps);
    }

    @Test
    void usesEhlersPeriodsUnlessToldOtherwise() {
        double[] walk = Series.randomWalk(8, 200);

        assertThat(Series.run(new RoofingFilter(), walk))
                .containsExactly(Series.run(new RoofingFilter(48, 10), walk));
    }

    @Test
    void statesItsWarmUp() {
        assertThat(new RoofingFilter().warmUpBars()).isEqualTo(74 + 14);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2.5 | 2 | highPassPeriod must be within 3.0..10000.0, was 2.5",
                "NaN | 10 | highPassPeriod must be within 3.0..10000.0, was NaN",
                "48 | 1 | smootherPeriod must be within 2.0..48.0, was 1.0",
                "48 | 49 | smootherPeriod must be within 2.0..48.0, was 49.0",
                "48 | NaN | smootherPeriod must be within 2.0..48.0, was NaN"
            })
    void refusesAPeriodOutOfRange(double highPassPeriod, double smootherPeriod, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoofingFilter(highPassPeriod, smootherPeriod))
                .withMessage(message);
    }
}
