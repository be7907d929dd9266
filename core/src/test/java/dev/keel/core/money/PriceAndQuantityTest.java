package dev.keel.core.money;

import static dev.keel.core.Samples.price;
import static dev.keel.core.Samples.quantity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceAndQuantityTest {

    @Property
    void roundedPricesLieOnTheTickWithinOneTick(
            @ForAll @LongRange(min = 1_000, max = 1_000_000_000L) long unscaled,
            @ForAll @LongRange(min = 1, max = 1_000) long tickUnits,
            @ForAll RoundingMode mode) {
        Price price = Price.ofUnscaled(unscaled, 4);
        Price tick = Price.ofUnscaled(tickUnits, 4);
        if (mode == RoundingMode.UNNECESSARY || price.isBelow(tick)) {
            return;
        }

        Price rounded = price.roundToTick(tick, mode);

        assertThat(rounded.isMultipleOf(tick)).isTrue();
        assertThat(rounded.distanceTo(price)).isLessThan(tick.value());
    }

    @Property
    void quantitiesRoundDownToTheGreatestLot(
            @ForAll @LongRange(min = 0, max = 1_000_000_000L) long unscaled,
            @ForAll @LongRange(min = 1, max = 1_000) long lotUnits) {
        Quantity quantity = Quantity.ofUnscaled(unscaled, 6);
        Quantity lot = Quantity.ofUnscaled(lotUnits, 6);

        Quantity rounded = quantity.roundToLot(lot, RoundingMode.DOWN);

        assertThat(rounded.isMultipleOf(lot)).isTrue();
        assertThat(rounded.isGreaterThan(quantity)).isFalse();
        assertThat(rounded.plus(lot).isGreaterThan(quantity)).isTrue();
    }

    @Property
    void textAndBackIsTheSame(
            @ForAll @LongRange(min = 1) long unscaled, @ForAll @IntRange(max = 18) int decimals) {
        Price price = Price.ofUnscaled(unscaled, decimals);
        Quantity quantity = Quantity.ofUnscaled(unscaled, decimals);

        assertThat(Price.of(price.toString())).isEqualTo(price).hasSameHashCodeAs(price);
        assertThat(Quantity.of(quantity.toString()))
                .isEqualTo(quantity)
                .hasSameHashCodeAs(quantity);
    }

    @Test
    void areEqualAcrossScales() {
        assertThat(price("100.00")).isEqualTo(price("1e2")).hasSameHashCodeAs(price("100"));
        assertThat(quantity("0.50")).isEqualTo(quantity("0.5")).hasSameHashCodeAs(quantity("0.5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-0.01", "0.00"})
    void refusesAPriceThatIsNotAboveZero(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Price.of(text))
                .withMessageStartingWith("price must be above 0");
    }

    @Test
    void refusesANegativeQuantity() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantity.of("-0.001"))
                .withMessageStartingWith("quantity must not be negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quantity("1").minus(quantity("1.001")));
    }

    @Test
    void namesTheFieldThatIsNoNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Price.of("abc"))
                .withMessageStartingWith("price");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantity.of("abc"))
                .withMessageStartingWith("quantity");
    }

    @Test
    void refusesAnIndicatorThatIsNoPrice() {
        assertThatIllegalArgumentException().isThrownBy(() -> Price.fromIndicator(Double.NaN, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Price.fromIndicator(Double.POSITIVE_INFINITY, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Price.fromIndicator(0.004, 2));
    }

    @Test
    void roundsAnIndicatorHalfEven() {
        assertThat(Price.fromIndicator(1.125, 2)).isEqualTo(price("1.12"));
        assertThat(Price.fromIndicator(1.135, 2)).isEqualTo(price("1.14"));
    }

    @Test
    void roundsFineProductsOfQuantitiesDown() {
        Quantity smallest = quantity("0.000000000000000001");

        assertThat(smallest.times(new BigDecimal("1.9"))).isEqualTo(smallest);
    }

    @Test
    void comparesPrices() {
        assertThat(price("1.01").isAbove(price("1"))).isTrue();
        assertThat(price("1.00").isAbove(price("1"))).isFalse();
        assertThat(price("0.99").isBelow(price("1"))).isTrue();
        assertThat(price("1.5").distanceTo(price("2"))).isEqualByComparingTo("0.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "usd", "US D", "ABCDEFGHIJKLMNOPQRSTU", "€"})
    void refusesAnAssetCodeThatIsNone(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Asset.of(code))
                .withMessageStartingWith("asset code");
    }
}
