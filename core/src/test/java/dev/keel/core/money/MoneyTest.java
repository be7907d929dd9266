package dev.keel.core.money;

import static dev.keel.core.Samples.BTC;
import static dev.keel.core.Samples.USD;
import static dev.keel.core.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    private static final BigDecimal SMALLEST = new BigDecimal("1e-18");

    @Property
    void addingAndSubtractingGivesTheSame(@ForAll("money") Money a, @ForAll("money") Money b) {
        assertThat(a.plus(b).minus(b)).isEqualTo(a);
    }

    /** Nothing plus something is that something only where no decimal would be lost. */
    @Property
    void sumsAreWrittenAsTheirDecimalsAddUp(
            @ForAll("money") Money a,
            @ForAll boolean nothing,
            @ForAll @IntRange(max = 18) int scale) {
        BigDecimal other = nothing ? BigDecimal.ZERO.setScale(scale) : a.amount().negate();

        assertThat(new Money(USD, other).plus(a).amount()).isEqualTo(other.add(a.amount()));
        assertThat(a.plus(new Money(USD, other)).amount()).isEqualTo(a.amount().add(other));
        assertThat(new Quantity(other.abs()).plus(new Quantity(a.amount().abs())).value())
                .isEqualTo(other.abs().add(a.amount().abs()));
    }

    @Property
    void additionDoesNotCareForOrder(@ForAll("money") Money a, @ForAll("money") Money b) {
        assertThat(a.plus(b)).isEqualTo(b.plus(a)).hasSameHashCodeAs(b.plus(a));
    }

    @Property
    void sharesSumToTheWholeWithinTheSmallestUnit(
            @ForAll("money") Money whole, @ForAll("quantity") Quantity part) {
        Quantity all = part.plus(Quantity.of("7"));

        Money sum = whole.share(part, all).plus(whole.share(Quantity.of("7"), all));

        assertThat(sum.minus(whole).abs().amount()).isLessThanOrEqualTo(SMALLEST);
    }

    @Property
    void ratioTimesTheWholeIsTheAmount(@ForAll("money") Money a, @ForAll("positive") Money whole) {
        BigDecimal error = whole.times(a.ratioTo(whole)).minus(a).abs().amount();

        assertThat(error).isLessThanOrEqualTo(whole.amount().multiply(SMALLEST).add(SMALLEST));
    }

    @Property
    void textAndBackIsTheSame(@ForAll("money") Money a) {
        assertThat(Money.of(USD, a.toPlainString())).isEqualTo(a);
    }

    @Property
    void orderAgreesWithEquality(@ForAll("money") Money a, @ForAll("money") Money b) {
        assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
        assertThat(a.compareTo(b)).isEqualTo(-b.compareTo(a));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1.000000000000000000", "1e0", "10e-1"})
    void isEqualAcrossScales(String text) {
        assertThat(usd(text)).isEqualTo(usd("1")).hasSameHashCodeAs(usd("1"));
        assertThat(usd(text)).hasToString("1 USD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", "-0", "0e5", "0e-30"})
    void hasOneZero(String text) {
        assertThat(usd(text)).isEqualTo(Money.zero(USD)).hasSameHashCodeAs(Money.zero(USD));
        assertThat(usd(text)).hasToString("0 USD");
    }

    @Test
    void differsByAsset() {
        assertThat(usd("1")).isNotEqualTo(Money.of(BTC, "1"));
    }

    @Test
    void keepsEighteenDecimals() {
        assertThat(usd("0.000000000000000001").isPositive()).isTrue();
    }

    @Test
    void forgetsZerosBeyondEighteenDecimals() {
        assertThat(usd("1.50000000000000000000")).isEqualTo(usd("1.5"));
    }

    @Test
    void refusesNineteenDecimals() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> usd("0.0000000000000000001"))
                .withMessageContaining("amount")
                .withMessageContaining("18 decimals");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "1,5", "1.2.3", "NaN", "Infinity", "0x1", "1 "})
    void refusesWhatIsNoNumber(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> usd(text))
                .withMessageStartingWith("amount must be a decimal number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000000", "-1e61", "1e-1000000000", "1e2147483647"})
    void refusesNumbersThatWouldFillTheMemory(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> usd(text))
                .withMessageStartingWith("amount must have at most")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void refusesEndlessText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> usd("1".repeat(201)))
                .withMessageContaining("201");
    }

    @Test
    void doesNotMixAssets() {
        Money bitcoin = Money.of(BTC, "1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> usd("1").plus(bitcoin))
                .withMessageContaining("USD and BTC");
        assertThatIllegalArgumentException().isThrownBy(() -> usd("1").minus(bitcoin));
        assertThatIllegalArgumentException().isThrownBy(() -> usd("1").compareTo(bitcoin));
        assertThatIllegalArgumentException().isThrownBy(() -> usd("1").ratioTo(bitcoin));
    }

    @Test
    void roundsProductsHalfEven() {
        BigDecimal half = new BigDecimal("0.5");

        assertThat(usd("0.000000000000000001").times(half)).isEqualTo(usd("0"));
        assertThat(usd("0.000000000000000003").times(half)).isEqualTo(usd("0.000000000000000002"));
    }

    @Test
    void roundsByName() {
        assertThat(usd("1.255").rounded(2, RoundingMode.HALF_EVEN)).isEqualTo(usd("1.26"));
        assertThat(usd("-1.251").rounded(2, RoundingMode.FLOOR)).isEqualTo(usd("-1.26"));
        assertThat(usd("-1.251").rounded(2, RoundingMode.DOWN)).isEqualTo(usd("-1.25"));
    }

    @Test
    void hasNoRatioToNothing() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> usd("1").ratioTo(usd("0")));
    }

    @Test
    void printsWithoutExponent() {
        assertThat(usd("1e10")).hasToString("10000000000 USD");
        assertThat(usd("1e-8")).hasToString("0.00000001 USD");
    }

    @Provide
    Arbitrary<Money> money() {
        return decimals("-1e12", "1e12").map(amount -> new Money(USD, amount));
    }

    @Provide
    Arbitrary<Money> positive() {
        return decimals("1e-6", "1e9").map(amount -> new Money(USD, amount));
    }

    @Provide
    Arbitrary<Quantity> quantity() {
        return decimals("0", "1e9").map(Quantity::new);
    }

    private static Arbitrary<BigDecimal> decimals(String min, String max) {
        return Arbitraries.integers()
                .between(6, 18)
                .flatMap(scale ->
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal(min), new BigDecimal(max))
                                .ofScale(scale));
    }
}
