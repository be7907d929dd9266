package dev.keel.signals.gann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SquareOfNineTest {

    private static final double[] DEGREES = {-360, -180, -90, -45, 45, 90, 180, 360};

    @ParameterizedTest
    @CsvSource({
        "100, 64, 81, 90.25, 95.0625, 105.0625, 110.25, 121, 144, 135",
        "411, 333.9075, 371.4537, 390.9769, 400.9259, 421.1991, 431.5231, 452.5463, 496.0925,"
                + " 184.1643",
        "1576, 1421.2045, 1497.6023, 1536.5511, 1556.2131, 1595.9119, 1615.9489, 1656.3977,"
                + " 1738.7955, 80.7960",
        "15500, 15006.0040, 15252.0020, 15375.7510, 15437.8130, 15562.3120, 15624.7490,"
                + " 15749.9980, 16001.9960, 224.8193"
    })
    void givesTheLevelsAndAnglesThatWereComputedElsewhere(
            double price,
            double down360,
            double down180,
            double down90,
            double down45,
            double up45,
            double up90,
            double up180,
            double up360,
            double angle) {
        double[] expected = {down360, down180, down90, down45, up45, up90, up180, up360};
        for (int i = 0; i < DEGREES.length; i++) {
            assertThat(SquareOfNine.level(price, DEGREES[i]))
                    .isEqualTo(expected[i], within(5.1e-5));
        }
        assertThat(SquareOfNine.angle(price)).isEqualTo(angle, within(5.1e-5));
    }

    @ParameterizedTest
    @CsvSource({
        // Soybeans of 411 cents, as published: steps of 180 degrees.
        "411, -540, 298.36",
        "411, -360, 333.91",
        "411, -180, 371.45",
        "411, 180, 452.55",
        "411, 360, 496.09",
        "411, 540, 541.64",
        "411, 720, 589.19",
        // S&P of 1576, as published: the root less 100 and 111 eighths; 22.5 degrees each.
        "1576, -2250, 739.78",
        "1576, -2497.5, 666.87",
        // 741 and 14 quarters on the root; 45 degrees each.
        "741, 630, 943.80",
        "1419, -180, 1344.66",
        "1419, -90, 1381.58",
        "1419, 90, 1456.92",
        "1419, 180, 1495.34",
        "1419, 360, 1573.68"
    })
    void givesThePublishedLevels(double price, double degrees, double level) {
        assertThat(SquareOfNine.level(price, degrees)).isEqualTo(level, within(0.0051));
    }

    @ParameterizedTest
    @CsvSource({"45, 1.33548", "90, 1.3373", "120, 1.33852", "180, 1.34096", "360, 1.3483"})
    void givesThePublishedLevelsOfAScaledExchangeRate(double degrees, double level) {
        PriceScale scale = PriceScale.ofTicks(0.00001, 1);
        double unit = scale.unit(1.33365);

        assertThat(SquareOfNine.level(1.33365 / unit, degrees) * unit)
                .isEqualTo(level, within(5.1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "-180, 60000.98",
        "-90, 62475.49",
        "-45, 63731.50",
        "45, 66281.00",
        "90, 67574.51",
        "180, 70199.02"
    })
    void scalesByTheSignificantDigits(double degrees, double level) {
        double unit = PriceScale.SIG_DIGITS.unit(65_000);

        assertThat(unit).isEqualTo(100);
        assertThat(SquareOfNine.level(65_000 / unit, degrees) * unit)
                .isEqualTo(level, within(0.0051));
    }

    @Test
    void putsSquaresOnTheirSpokes() {
        for (int odd : new int[] {1, 9, 25, 49, 81, 121}) {
            assertThat(SquareOfNine.angle(odd)).isEqualTo(315, within(1e-9));
        }
        for (int even : new int[] {4, 16, 36, 64, 144}) {
            assertThat(SquareOfNine.angle(even)).isEqualTo(135, within(1e-9));
        }
        assertThat(SquareOfNine.onSameSpoke(334, 496, 1)).isTrue();
        assertThat(SquareOfNine.onSameSpoke(334, 411, 1)).isTrue();
        assertThat(SquareOfNine.onSameSpoke(411, 420, 1)).isFalse();
        double[] second = {298, 371, 452, 541};
        double[] angles = {2.28, 2.04, 1.85, 1.69};
        for (int i = 0; i < second.length; i++) {
            assertThat(SquareOfNine.angle(second[i])).isEqualTo(angles[i], within(0.0051));
        }
    }

    @Test
    void squaresPriceWithTimeOnTheCross() {
        // 81 lies at 315 degrees; so does 25; 36 lies opposite, 30.25 a quarter on.
        assertThat(SquareOfNine.isSquared(81, 25)).isTrue();
        assertThat(SquareOfNine.isSquared(81, 36)).isTrue();
        assertThat(SquareOfNine.isSquared(81, 30.25)).isTrue();
        assertThat(SquareOfNine.isSquared(81, 33)).isFalse();
    }

    @Test
    void endsWhereTheRootEnds() {
        assertThat(SquareOfNine.level(4, -360)).isZero();
        assertThat(SquareOfNine.level(4, -3600)).isZero();
    }

    @Test
    void weighsTurnsCardinalAndOrdinalCross() {
        assertThat(SquareOfNine.weight(-360)).isEqualTo(1);
        assertThat(SquareOfNine.weight(270)).isEqualTo(0.8);
        assertThat(SquareOfNine.weight(-135)).isEqualTo(0.6);
        assertThat(SquareOfNine.weight(120)).isEqualTo(0.3);
    }

    @Property
    void comesBackFromWhereItWent(
            @ForAll @Scale(6) @DoubleRange(min = 0.001, max = 1e6) double price,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 3600) double degrees) {
        double there = SquareOfNine.level(price, degrees);

        assertThat(SquareOfNine.level(there, -degrees)).isEqualTo(price, within(1e-9 * there));
        assertThat(SquareOfNine.degreesBetween(price, there))
                .isEqualTo(degrees, within(1e-9 * (degrees + 180 * Math.sqrt(there))));
    }

    @Property
    void risesWithTheDegrees(
            @ForAll @Scale(6) @DoubleRange(min = 1, max = 1e6) double price,
            @ForAll @Scale(6) @DoubleRange(min = -100, max = 3600) double degrees,
            @ForAll @Scale(6) @DoubleRange(min = 0.01, max = 360) double more) {
        assertThat(SquareOfNine.level(price, degrees + more))
                .isGreaterThan(SquareOfNine.level(price, degrees));
    }

    @Property
    void staysOnTheSpokeAfterWholeTurns(
            @ForAll @Scale(6) @DoubleRange(min = 1, max = 1e5) double price,
            @ForAll @IntRange(min = 1, max = 50) int turns) {
        double there = SquareOfNine.level(price, 360.0 * turns);

        double apart = SquareOfNine.angle(there) - SquareOfNine.angle(price);

        assertThat(SquareOfNine.fromMultiple(apart, 360)).isEqualTo(0, within(1e-6));
    }

    @Property
    void isTheSameForTenTimesThePrice(
            @ForAll @Scale(6) @DoubleRange(min = 1e-5, max = 1e6) double price,
            @ForAll @Scale(6) @DoubleRange(min = -720, max = 720) double degrees) {
        assertThat(scaled(10 * price, degrees))
                .isEqualTo(10 * scaled(price, degrees), within(1e-8 * price));
    }

    @Property
    void leavesThreeDigitsBeforeThePoint(
            @ForAll @Scale(6) @DoubleRange(min = 1e-5, max = 1e6) double price) {
        assertThat(price / PriceScale.SIG_DIGITS.unit(price))
                .isBetween(100 * (1 - 1e-12), 1000 * (1 + 1e-12));
    }

    @Test
    void scalesPowersOfTenToAHundred() {
        for (int exponent = -5; exponent <= 9; exponent++) {
            double price = Double.parseDouble("1e" + exponent);
            assertThat(price / PriceScale.SIG_DIGITS.unit(price)).isEqualTo(100, within(1e-9));
        }
    }

    @Test
    void refusesATickOfNothing() {
        assertThatThrownBy(() -> PriceScale.ofTicks(0, 1))
                .hasMessage("tick must be above 0, was 0.0");
    }

    private static double scaled(double price, double degrees) {
        double unit = PriceScale.SIG_DIGITS.unit(price);
        return SquareOfNine.level(price / unit, degrees) * unit;
    }
}
