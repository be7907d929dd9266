package dev.keel.sim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.sim.report.ValueAxis.Scale;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ValueAxisTest {
    @Test
    void marksRoundValues() {
        ValueAxis axis = new ValueAxis(-0.57, 0, Scale.LINEAR);

        assertThat(axis.marks())
                .usingElementComparator(ValueAxisTest::nearly)
                .containsExactly(-0.5, -0.4, -0.3, -0.2, -0.1, 0.0);
    }

    @Test
    void marksDecadesOfAWideRange() {
        ValueAxis axis = ValueAxis.spanning(500_000, 2e9);

        assertThat(axis.scale()).isEqualTo(Scale.LOGARITHMIC);
        assertThat(axis.marks()).containsExactly(1e6, 1e7, 1e8, 1e9);
        assertThat(axis.place(1e8) - axis.place(1e7))
                .isCloseTo(axis.place(1e9) - axis.place(1e8), within(1e-12));
    }

    @Test
    void marksOneTwoFiveWhereDecadesAreTooFew() {
        ValueAxis axis = ValueAxis.spanning(90_000, 1_000_000);

        assertThat(axis.marks()).containsExactly(1e5, 2e5, 5e5, 1e6);
    }

    @Test
    void staysLinearWhereValuesAreNotAboveZero() {
        assertThat(ValueAxis.spanning(-1, 1000).scale()).isEqualTo(Scale.LINEAR);
    }

    @Test
    void spansAConstantToo() {
        ValueAxis axis = ValueAxis.spanning(100, 100);

        assertThat(axis.place(100)).isBetween(0.4, 0.6);
    }

    @Property
    void keepsEveryValueOnTheAxisAndMarksAFew(
            @ForAll @DoubleRange(min = -1e9, max = 1e12) double one,
            @ForAll @DoubleRange(min = -1e9, max = 1e12) double other) {
        double least = Math.min(one, other);
        double greatest = Math.max(one, other);
        Assume.that(greatest - least > 1e-6 * Math.abs(greatest));

        ValueAxis axis = ValueAxis.spanning(least, greatest);

        assertThat(axis.place(least)).isBetween(0.0, 0.5);
        assertThat(axis.place(greatest)).isBetween(0.5, 1.0);
        assertThat(axis.marks()).hasSizeBetween(1, 14);
        assertThat(axis.marks())
                .allSatisfy(mark -> assertThat(axis.place(mark)).isBetween(0.0, 1.0));
    }

    private static int nearly(double a, double b) {
        return Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b);
    }
}
