package dev.keel.sim.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.venue.Movement;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CarryTest {
    private static final Asset USD = Asset.of("USD");
    private static final Instrument PERPETUAL =
            Instrument.linear(
                    InstrumentId.of("BTC-PERP"),
                    Asset.of("BTC"),
                    USD,
                    TradingRules.FINEST,
                    FeeRates.NONE);
    private static final FundingRates EIGHT_HOURS =
            new FundingRates.Fixed(Duration.ofHours(8), new BigDecimal("0.0001"));

    @Test
    void aLongPaysAPositiveRateAtEveryFundingTime() {
        List<Movement> due = due(Carry.of(EIGHT_HOURS, BigDecimal.ZERO), "2", "00:00", "16:00");

        // 2 x 40,000 x 0.0001 at 08:00 and 16:00; that of 00:00 was before.
        assertThat(due).extracting(Movement::amount).containsExactly(usd("-8"), usd("-8"));
        assertThat(due)
                .extracting(Movement::id)
                .containsExactly(
                        "FUNDING-BTC-PERP-2024-01-01T08:00:00Z",
                        "FUNDING-BTC-PERP-2024-01-01T16:00:00Z");
        assertThat(due).extracting(Movement::kind).containsOnly(Movement.Kind.FUNDING);
    }

    @Test
    void aShortReceivesIt() {
        assertThat(due(Carry.of(EIGHT_HOURS, BigDecimal.ZERO), "-2", "00:00", "08:00"))
                .extracting(Movement::amount)
                .containsExactly(usd("8"));
    }

    @Test
    void ratesOfThePastAreTakenAtTheirTimes() {
        TreeMap<Long, BigDecimal> rates = new TreeMap<>();
        rates.put(millis("07:30"), new BigDecimal("-0.001"));
        rates.put(millis("09:00"), new BigDecimal("0.002"));

        assertThat(
                        due(
                                Carry.of(new FundingRates.Table(rates), BigDecimal.ZERO),
                                "1",
                                "07:30",
                                "10:00"))
                .extracting(Movement::amount)
                .containsExactly(usd("-80"));
    }

    @Test
    void borrowingCostsAShortOnceADay() {
        Carry carry = Carry.of(null, new BigDecimal("0.0365"));

        List<Movement> due =
                carry.due(
                        PERPETUAL,
                        new BigDecimal("-2"),
                        Price.of("40000"),
                        millis("12:00"),
                        millis("12:00") + Duration.ofDays(2).toMillis());

        // 80,000 x 0.0365 / 365 = 8, at midnight, twice.
        assertThat(due).extracting(Movement::amount).containsExactly(usd("-8"), usd("-8"));
        assertThat(due).extracting(Movement::kind).containsOnly(Movement.Kind.FEE);
        assertThat(due(carry, "2", "00:00", "23:00")).isEmpty();
    }

    @Test
    void whatIsOwnedPaysNoFunding() {
        Instrument spot =
                Instrument.spot(
                        InstrumentId.of("BTC"),
                        Asset.of("BTC"),
                        USD,
                        TradingRules.FINEST,
                        FeeRates.NONE);

        assertThat(
                        Carry.of(EIGHT_HOURS, BigDecimal.ZERO)
                                .due(
                                        spot,
                                        BigDecimal.ONE,
                                        Price.of("1"),
                                        millis("00:00"),
                                        millis("23:00")))
                .isEmpty();
    }

    @Test
    void twiceAsDearDoublesWhatIsPaidAlone() {
        Carry twice = Carry.of(EIGHT_HOURS, BigDecimal.ZERO).times(BigDecimal.TWO);

        assertThat(due(twice, "1", "00:00", "08:00"))
                .extracting(Movement::amount)
                .containsExactly(usd("-8"));
        assertThat(due(twice, "-1", "00:00", "08:00"))
                .extracting(Movement::amount)
                .containsExactly(usd("4"));
    }

    private static List<Movement> due(Carry carry, String signed, String after, String upTo) {
        return carry.due(
                PERPETUAL, new BigDecimal(signed), Price.of("40000"), millis(after), millis(upTo));
    }

    private static long millis(String time) {
        return Instant.parse("2024-01-01T" + time + ":00Z").toEpochMilli();
    }

    private static Money usd(String amount) {
        return Money.of(USD, amount);
    }
}
