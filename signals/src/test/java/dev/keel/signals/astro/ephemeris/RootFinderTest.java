package dev.keel.signals.astro.ephemeris;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RootFinderTest {
    @Property(tries = 300)
    void findsTheRootOfAFunctionThatIsFlatOnOneSide(
            @ForAll @DoubleRange(min = -9, max = 9) double root) {
        assertThat(RootFinder.find(x -> Math.expm1(x - root), -10, 10))
                .isCloseTo(root, within(1e-6));
        assertThat(RootFinder.find(x -> -Math.pow(x - root, 3), -10, 10))
                .isCloseTo(root, within(1e-6));
    }

    @Property(tries = 300)
    void anglesKeepTheirDirection(@ForAll @DoubleRange(min = -2000, max = 2000) double angle) {
        double folded = Angles.fold(angle);
        double signed = Angles.signed(angle);

        assertThat(folded).isGreaterThanOrEqualTo(0).isLessThan(360);
        assertThat(signed).isGreaterThanOrEqualTo(-180).isLessThan(180);
        assertThat(Math.cos(Math.toRadians(folded)))
                .isCloseTo(Math.cos(Math.toRadians(angle)), within(1e-9));
        assertThat(Math.sin(Math.toRadians(signed)))
                .isCloseTo(Math.sin(Math.toRadians(angle)), within(1e-9));
        assertThat(Angles.separation(angle, 0)).isCloseTo(Math.abs(signed), within(1e-9));
    }

    @Test
    void aTinyNegativeAngleIsNought() {
        assertThat(Angles.fold(-1e-20)).isZero();
        assertThat(ZodiacSign.of(-1e-20)).isEqualTo(ZodiacSign.ARIES);
        assertThat(ZodiacSign.of(359.999)).isEqualTo(ZodiacSign.PISCES);
    }

    @Test
    void refusesEndsOfTheSameSign() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RootFinder.find(x -> x * x + 1, 0, 1))
                .withMessage("function must change its sign, was 1.0 and 2.0");
    }
}
