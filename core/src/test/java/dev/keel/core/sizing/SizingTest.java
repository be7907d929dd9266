package dev.keel.core.sizing;

import static dev.keel.core.Samples.decimal;
import static dev.keel.core.Samples.price;
import static dev.keel.core.Samples.quantity;
import static dev.keel.core.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.Samples;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Equity and cash are 10,000 USD, the price is 100, a lot is 0.001. */
class SizingTest {
    private static final PricePlan PLAIN = plan(null, null, null);

    @Test
    void takesAFixedQuantity() {
        assertThat(size(new Sizing.Fixed(quantity("2")), PLAIN)).isEqualTo(sized("2"));
    }

    @Test
    void roundsAFixedQuantityDownToTheLot() {
        assertThat(size(new Sizing.Fixed(quantity("2.0009")), PLAIN)).isEqualTo(sized("2"));
    }

    @Test
    void hasNoSizeBelowALot() {
        assertThat(size(new Sizing.Fixed(quantity("0.0009")), PLAIN))
                .isEqualTo(new SizingResult.Unsized("the quantity is below one lot of 0.001"));
    }

    @Test
    void spendsAllCashWithTheFee() {
        // 10,000 / (100 x 1.001) = 99.9000999
        assertThat(size(new Sizing.AllCash(), PLAIN)).isEqualTo(sized("99.9"));
    }

    @Property
    void neverSpendsMoreThanAllCash(
            @ForAll @LongRange(min = 1, max = 1_000_000_000L) long cents,
            @ForAll @LongRange(min = 1, max = 10_000_000L) long priceCents) {
        Money cash = new Money(Samples.USD, BigDecimal.valueOf(cents, 2));
        Price price = Price.ofUnscaled(priceCents, 2);
        SizingInput input = new SizingInput(Samples.SPOT, signal(PLAIN, 0.6), price, cash, cash);

        if (new Sizing.AllCash().size(input) instanceof SizingResult.Sized(Quantity quantity)) {
            Money notional = Samples.SPOT.notional(price, quantity);
            Money needed = notional.plus(Samples.SPOT.fee(notional, Samples.SPOT.fees().taker()));
            assertThat(needed.isGreaterThan(cash)).isFalse();
        }
    }

    @Test
    void takesAShareOfEquity() {
        assertThat(size(new Sizing.PercentOfEquity(decimal("0.1")), PLAIN)).isEqualTo(sized("10"));
    }

    @Test
    void risksAShareOfEquityToTheStop() {
        assertThat(size(new Sizing.RiskToStop(decimal("0.02")), plan("90", null, null)))
                .isEqualTo(sized("20"));
    }

    @Test
    void roundsTheRiskToTheStopDown() {
        // 200 / 7 = 28.5714...
        assertThat(size(new Sizing.RiskToStop(decimal("0.02")), plan("93", null, null)))
                .isEqualTo(sized("28.571"));
    }

    @Test
    void hasNoRiskToAStopThatIsNotThere() {
        assertThat(size(new Sizing.RiskToStop(decimal("0.02")), PLAIN))
                .isEqualTo(new SizingResult.Unsized("the signal has no stop"));
    }

    @Test
    void hasNoSizeWhenTheMarketIsAtTheStop() {
        PricePlan plan = new PricePlan(price("110"), price("100"), null, null);

        assertThat(size(new Sizing.RiskToStop(decimal("0.02")), plan))
                .isInstanceOf(SizingResult.Unsized.class);
    }

    @Test
    void risksAShareOfEquityPerRange() {
        Sizing sizing = new Sizing.AtrRisk(decimal("0.02"), decimal("2"));

        assertThat(size(sizing, plan(null, null, "5"))).isEqualTo(sized("20"));
    }

    @Test
    void takesARangeOfAnyDecimals() {
        // 200 / 4.99999...: the risk is rounded up to 5
        Sizing sizing = new Sizing.AtrRisk(decimal("0.02"), decimal("1.5"));

        assertThat(size(sizing, plan(null, null, "3.33333333333333333333333333")))
                .isEqualTo(sized("40"));
    }

    @Test
    void hasNoSizeWithoutARange() {
        Sizing sizing = new Sizing.AtrRisk(decimal("0.02"), decimal("2"));

        assertThat(size(sizing, PLAIN)).isInstanceOf(SizingResult.Unsized.class);
        assertThat(size(sizing, plan(null, null, "0"))).isInstanceOf(SizingResult.Unsized.class);
    }

    @Test
    void betsKellysFraction() {
        // p = 0.6, b = 2: f = 0.6 - 0.4 / 2 = 0.4; half of it 0.2
        Sizing sizing = new Sizing.Kelly(decimal("0.5"), decimal("1"));

        assertThat(size(sizing, plan("90", "120", null))).isEqualTo(sized("20"));
    }

    @Test
    void capsKellysFraction() {
        Sizing sizing = new Sizing.Kelly(decimal("1"), decimal("0.25"));

        assertThat(size(sizing, plan("90", "120", null))).isEqualTo(sized("25"));
    }

    @Test
    void doesNotBetAgainstTheOdds() {
        Sizing sizing = new Sizing.Kelly(decimal("1"), decimal("1"));
        SizingInput input = input(signal(plan("90", "110", null), 0.5));

        assertThat(sizing.size(input)).isInstanceOf(SizingResult.Unsized.class);
    }

    @Test
    void needsStopAndTargetForKelly() {
        Sizing sizing = new Sizing.Kelly(decimal("1"), decimal("1"));

        assertThat(size(sizing, plan("90", null, null)))
                .isEqualTo(new SizingResult.Unsized("Kelly needs a stop and a target"));
    }

    @Test
    void refusesSharesBeyondOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sizing.PercentOfEquity(decimal("1.01")))
                .withMessageStartingWith("share");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sizing.RiskToStop(decimal("0")))
                .withMessageStartingWith("share");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sizing.Kelly(decimal("-0.5"), decimal("1")))
                .withMessageStartingWith("scale");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sizing.Kelly(decimal("0.5"), decimal("2")))
                .withMessageStartingWith("cap");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sizing.AtrRisk(decimal("0.5"), decimal("0")))
                .withMessageStartingWith("multiple");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sizing.Fixed(Quantity.ZERO))
                .withMessageStartingWith("quantity");
    }

    private static SizingResult size(Sizing sizing, PricePlan plan) {
        return sizing.size(input(signal(plan, 0.6)));
    }

    private static SizingInput input(Signal signal) {
        return new SizingInput(Samples.SPOT, signal, price("100"), usd("10000"), usd("10000"));
    }

    private static Signal signal(PricePlan plan, double confidence) {
        Signal any = Samples.signal(Samples.SPOT_ID, 1, Direction.LONG, plan);
        return new Signal(
                any.id(), Direction.LONG, 0.5, confidence, plan, List.of(Reason.of("a test")));
    }

    private static PricePlan plan(
            @Nullable String stop, @Nullable String target, @Nullable String range) {
        return new PricePlan(
                price("100"),
                stop == null ? null : price(stop),
                target == null ? null : price(target),
                range == null ? null : decimal(range));
    }

    private static SizingResult sized(String quantity) {
        return new SizingResult.Sized(quantity(quantity));
    }
}
