package dev.keel.sim.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VenueModelTest {
    private static final SlippageModel.Situation ANY =
            new SlippageModel.Situation(Quantity.of("1"), Quantity.ZERO, 0);

    @Test
    void refusesNegativeLatency() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VenueModel.PLAIN.withLatency(Duration.ofMillis(-1)))
                .withMessage("latency must not be negative, was PT-0.001S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.1", "1.01"})
    void refusesSharesOfVolumeThatAreNone(BigDecimal share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VenueModel.PLAIN.withParticipation(share))
                .withMessage("participation must be above 0 and at most 1, was " + share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1"})
    void refusesSlippageThatIsNoFraction(BigDecimal fraction) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SlippageModel.FixedFraction(fraction))
                .withMessage("slippage fraction must be from 0 to below 1, was " + fraction);
    }

    @Test
    void slippageIsAgainstTheTaker() {
        SlippageModel slippage = new SlippageModel.FixedFraction(new BigDecimal("0.01"));

        assertThat(slippage.against(Side.BUY, Price.of("200"), ANY)).isEqualTo(Price.of("202"));
        assertThat(slippage.against(Side.SELL, Price.of("200"), ANY)).isEqualTo(Price.of("198"));
    }

    @Test
    void withoutSlippageTheMarketIsThePrice() {
        Price market = Price.of("200.123456789");

        assertThat(SlippageModel.None.INSTANCE.against(Side.BUY, market, ANY)).isSameAs(market);
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, 1.23, true",
        "0.01, 1.230, true",
        "0.01, 1.234, false",
        "0.010, 1.23, true",
        "1, 7, true",
        "1, 7.5, false",
        "10, 30, true",
        "10, 35, false",
        "0.25, 1.75, true",
        "0.25, 1.70, false",
        "0.00000001, 0.12345678, true"
    })
    void aGridHoldsTheMultiplesOfItsStep(BigDecimal step, BigDecimal value, boolean holds) {
        assertThat(Grid.of(step).contains(value)).isEqualTo(holds);
        assertThat(Grid.of(step).contains(value)).isEqualTo(value.remainder(step).signum() == 0);
    }

    @Test
    void aGridRoundsToItsMultiples() {
        Grid quarters = Grid.of(new BigDecimal("0.25"));

        assertThat(quarters.round(new BigDecimal("1.1"), RoundingMode.FLOOR))
                .isEqualByComparingTo("1");
        assertThat(quarters.round(new BigDecimal("1.1"), RoundingMode.CEILING))
                .isEqualByComparingTo("1.25");
    }
}
