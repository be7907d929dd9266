package dev.keel.sim.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Liquidity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeeScheduleTest {
    private static final Asset USD = Asset.of("USD");
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private static final FeeSchedule TIERED =
            new FeeSchedule(
                    List.of(
                            tier("0", "0.0002", "0.0005"),
                            tier("1000000", "0.0001", "0.0004"),
                            tier("5000000", "-0.00005", "0.0003")),
                    BigDecimal.ZERO,
                    BigDecimal.ZERO);

    @ParameterizedTest
    @CsvSource({
        "0, MAKER, 2",
        "999999.99, TAKER, 5",
        "1000000, TAKER, 4",
        "1000000, MAKER, 1",
        "5000000, MAKER, -0.5",
        "90000000, TAKER, 3",
    })
    void theRateHangsOnTheTradedVolume(BigDecimal volume, Liquidity liquidity, String fee) {
        // On a notional of 10,000.
        assertThat(TIERED.fee(usd("10000"), Quantity.of("1"), liquidity, volume))
                .isEqualTo(usd(fee));
    }

    @Test
    void unitsCostBesides() {
        FeeSchedule shares =
                new FeeSchedule(
                        List.of(tier("0", "0", "0.0001")),
                        new BigDecimal("0.005"),
                        BigDecimal.ZERO);

        // 300 x 0.005 + 15,000 x 0.0001.
        assertThat(shares.fee(usd("15000"), Quantity.of("300"), Liquidity.TAKER, BigDecimal.ZERO))
                .isEqualTo(usd("3"));
    }

    @Test
    void fillsOfAnOrderShareItsMinimum() {
        FeeTab tab = new FeeTab(Money.zero(USD));
        BigDecimal minimum = new BigDecimal("1");

        assertThat(tab.add(usd("0.3"), minimum)).isEqualTo(usd("1"));
        assertThat(tab.add(usd("0.5"), minimum)).isEqualTo(usd("0"));
        assertThat(tab.add(usd("0.4"), minimum)).isEqualTo(usd("0.2"));
        assertThat(tab.add(usd("0.4"), minimum)).isEqualTo(usd("0.4"));
    }

    @Test
    void volumeIsForgottenAfterThirtyDays() {
        TradedVolume volume = new TradedVolume();
        volume.add(START, usd("100"));
        volume.add(START.plusSeconds(86_400), usd("10"));

        assertThat(volume.at(START.plusSeconds(86_400))).isEqualByComparingTo("110");
        assertThat(volume.at(START.plusSeconds(30 * 86_400 - 1))).isEqualByComparingTo("110");
        assertThat(volume.at(START.plusSeconds(30 * 86_400))).isEqualByComparingTo("10");
        assertThat(volume.at(START.plusSeconds(31 * 86_400))).isEqualByComparingTo("0");
    }

    @Test
    void twiceAsDearLeavesRebatesAlone() {
        FeeSchedule twice = TIERED.times(BigDecimal.TWO);

        assertThat(twice.ratesAt(BigDecimal.ZERO).taker()).isEqualByComparingTo("0.001");
        assertThat(twice.ratesAt(new BigDecimal("5000000")).maker())
                .isEqualByComparingTo("-0.00005");
    }

    @Test
    void refusesTiersThatDoNotRise() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new FeeSchedule(
                                List.of(tier("0", "0", "0"), tier("0", "0", "0")),
                                BigDecimal.ZERO,
                                BigDecimal.ZERO))
                .withMessage("tiers must rise, 0 came after 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new FeeSchedule(
                                List.of(tier("1", "0", "0")), BigDecimal.ZERO, BigDecimal.ZERO))
                .withMessage("the first tier must begin at volume 0");
    }

    private static FeeSchedule.Tier tier(String from, String maker, String taker) {
        return new FeeSchedule.Tier(
                new BigDecimal(from), new FeeRates(new BigDecimal(maker), new BigDecimal(taker)));
    }

    private static Money usd(String amount) {
        return Money.of(USD, amount);
    }
}
