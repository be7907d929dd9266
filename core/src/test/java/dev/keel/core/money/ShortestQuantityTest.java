package dev.keel.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestQuantityTest {
    @ParameterizedTest
    @CsvSource({"1.00000000,1", "0.000,0", "100,100", "1200.50,1200.5", "0.00000001,0.00000001"})
    void hasTheFewestDecimalsAndNoExponent(String given, String shortest) {
        assertThat(Quantity.of(given).shortest()).isEqualTo(new BigDecimal(shortest));
    }

    @Property
    void isTheSameNumber(
            @ForAll @BigRange(min = "0", max = "99999999999999999999999999999999")
                    BigInteger unscaled,
            @ForAll @IntRange(max = 18) int scale) {
        Quantity quantity = new Quantity(new BigDecimal(unscaled, scale));

        assertThat(quantity.shortest()).isEqualByComparingTo(quantity.value());
        assertThat(quantity.shortest().scale()).isBetween(0, scale);
    }

    /** What is seen to lie on the grid without a division is written as the division writes it. */
    @Property
    void roundsToALotAsADivisionDoesDigitForDigit(
            @ForAll @BigRange(min = "0", max = "99999999999999999999999999") BigInteger unscaled,
            @ForAll @IntRange(max = 18) int scale,
            @ForAll @IntRange(min = 1, max = 25) int lots,
            @ForAll @IntRange(max = 18) int lotScale) {
        Quantity quantity = new Quantity(new BigDecimal(unscaled, scale));
        Quantity lot = Quantity.ofUnscaled(lots, lotScale);
        BigDecimal expected =
                quantity.value().divide(lot.value(), 0, RoundingMode.DOWN).multiply(lot.value());

        Quantity rounded = quantity.roundToLot(lot, RoundingMode.DOWN);
        assertThat(rounded.value()).isEqualTo(expected);
        assertThat(rounded.shortest()).isEqualTo(new Quantity(expected).shortest());
        assertThat(quantity.isMultipleOf(lot))
                .isEqualTo(quantity.value().remainder(lot.value()).signum() == 0);
    }

    @Test
    void lotsOfSeveralUnitsAreNoPowersOfTen() {
        assertThat(Quantity.of("12").isMultipleOf(Quantity.of("5"))).isFalse();
        assertThat(Quantity.of("15").isMultipleOf(Quantity.of("5"))).isTrue();
    }
}
