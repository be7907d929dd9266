package dev.keel.core.instrument;

import static dev.keel.core.Samples.BTC;
import static dev.keel.core.Samples.USD;
import static dev.keel.core.Samples.price;
import static dev.keel.core.Samples.quantity;
import static dev.keel.core.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.Samples;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentTest {

    @Property
    void theAffordableQuantityIsTheGreatestThatTheBudgetPays(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long budgetCents,
            @ForAll @LongRange(min = 1, max = 10_000_000_000L) long priceUnits,
            @ForAll @LongRange(min = 1, max = 1_000_000) long lotUnits,
            @ForAll @LongRange(min = 1, max = 1_000) long contractUnits) {
        Instrument instrument =
                perp(Quantity.ofUnscaled(lotUnits, 6), BigDecimal.valueOf(contractUnits, 2));
        Money budget = new Money(USD, BigDecimal.valueOf(budgetCents, 2));
        Price price = Price.ofUnscaled(priceUnits, 5);

        Quantity quantity = instrument.affordable(budget, price);

        assertThat(quantity.isMultipleOf(instrument.rules().lot())).isTrue();
        assertThat(instrument.notional(price, quantity).isGreaterThan(budget)).isFalse();
        assertThat(
                        instrument
                                .notional(price, quantity.plus(instrument.rules().lot()))
                                .isGreaterThan(budget))
                .isTrue();
    }

    @Property
    void theAveragePriceOfANotionalIsItsPrice(
            @ForAll @LongRange(min = 1, max = 10_000_000_000L) long priceUnits,
            @ForAll @LongRange(min = 1, max = 10_000_000_000L) long quantityUnits) {
        Instrument instrument = perp(quantity("0.001"), new BigDecimal("0.01"));
        Price price = Price.ofUnscaled(priceUnits, 4);
        Quantity quantity = Quantity.ofUnscaled(quantityUnits, 4);

        assertThat(instrument.averagePrice(instrument.notional(price, quantity), quantity))
                .isEqualTo(price);
    }

    @Test
    void affordsNothingWithoutABudget() {
        assertThat(Samples.SPOT.affordable(usd("0"), price("1")).isZero()).isTrue();
        assertThat(Samples.SPOT.affordable(usd("-5"), price("1")).isZero()).isTrue();
    }

    @Test
    void countsContractsInTheNotional() {
        Instrument tenth = perp(quantity("1"), new BigDecimal("0.1"));

        assertThat(tenth.notional(price("50000"), quantity("3"))).isEqualTo(usd("15000"));
    }

    @Test
    void roundsTheNotionalHalfEven() {
        Price fine = price("0.000000000000000001");

        assertThat(Samples.SPOT.notional(fine, quantity("0.5"))).isEqualTo(usd("0"));
        assertThat(Samples.SPOT.notional(fine, quantity("1.5")))
                .isEqualTo(usd("0.000000000000000002"));
    }

    @Test
    void roundsToItsGrid() {
        assertThat(Samples.SPOT.roundToTick(price("1.005"), RoundingMode.HALF_EVEN))
                .isEqualTo(price("1"));
        assertThat(Samples.SPOT.roundToTick(price("1.001"), RoundingMode.CEILING))
                .isEqualTo(price("1.01"));
        assertThat(Samples.SPOT.roundDownToLot(quantity("0.0019"))).isEqualTo(quantity("0.001"));
    }

    @Test
    void chargesARateOfTheNotional() {
        assertThat(Samples.SPOT.fee(usd("1000"), new BigDecimal("0.001"))).isEqualTo(usd("1"));
        assertThat(Samples.SPOT.fee(usd("1000"), new BigDecimal("-0.0001"))).isEqualTo(usd("-0.1"));
    }

    @Test
    void refusesASpotContractOfAnotherSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Instrument(
                                Samples.SPOT_ID,
                                BTC,
                                USD,
                                InstrumentKind.SPOT,
                                Samples.RULES,
                                FeeRates.NONE,
                                BigDecimal.TEN))
                .withMessageContaining("contractSize");
    }

    @Test
    void refusesAContractOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> perp(quantity("1"), BigDecimal.ZERO))
                .withMessageContaining("contractSize");
    }

    @Test
    void refusesRulesWithoutALot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TradingRules(price("1"), Quantity.ZERO, BigDecimal.ZERO))
                .withMessageContaining("lot");
    }

    @Test
    void refusesANegativeLeastNotional() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TradingRules(price("1"), quantity("1"), new BigDecimal("-1")))
                .withMessageContaining("minNotional");
    }

    @Test
    void refusesFeesOfEverything() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeeRates.flat(BigDecimal.ONE))
                .withMessageContaining("fee");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeeRates(BigDecimal.ZERO, new BigDecimal("-0.001")))
                .withMessageContaining("taker");
    }

    @Test
    void takesARebateForMakers() {
        assertThat(new FeeRates(new BigDecimal("-0.0001"), BigDecimal.ZERO).maker())
                .isEqualByComparingTo("-0.0001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BTC USD", "BTC@USD", "12345678901234567890123456789012345678901"})
    void refusesASymbolThatIsNone(String symbol) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InstrumentId.of(symbol))
                .withMessageStartingWith("symbol");
    }

    private static Instrument perp(Quantity lot, BigDecimal contractSize) {
        return new Instrument(
                Samples.PERP_ID,
                BTC,
                USD,
                InstrumentKind.LINEAR,
                new TradingRules(price("0.00001"), lot, BigDecimal.ZERO),
                FeeRates.NONE,
                contractSize);
    }
}
