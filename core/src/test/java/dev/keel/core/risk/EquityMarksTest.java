package dev.keel.core.risk;

import static dev.keel.core.Samples.decimal;
import static dev.keel.core.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EquityMarksTest {
    private static final Instant SUNDAY = Instant.parse("2025-01-12T23:59:59.999Z");
    private static final EquityMarks MARKS = EquityMarks.first(SUNDAY, usd("100"));

    @Test
    void beginsEverywhereAtTheFirstEquity() {
        assertThat(MARKS.dayOpen()).isEqualTo(usd("100"));
        assertThat(MARKS.weekOpen()).isEqualTo(usd("100"));
        assertThat(MARKS.peak()).isEqualTo(usd("100"));
    }

    @Test
    void staysTheSameObjectWhileNothingMoves() {
        assertThat(MARKS.seen(SUNDAY, usd("90"))).isSameAs(MARKS);
    }

    @Test
    void opensDayAndWeekAtMidnightOnMonday() {
        EquityMarks monday = MARKS.seen(SUNDAY.plusMillis(1), usd("90"));

        assertThat(monday.dayOpen()).isEqualTo(usd("90"));
        assertThat(monday.weekOpen()).isEqualTo(usd("90"));
        assertThat(monday.peak()).isEqualTo(usd("100"));
    }

    @Test
    void opensTheDayAloneOnTuesday() {
        EquityMarks monday = MARKS.seen(SUNDAY.plusMillis(1), usd("90"));

        EquityMarks tuesday = monday.seen(SUNDAY.plus(Duration.ofDays(2)), usd("80"));

        assertThat(tuesday.dayOpen()).isEqualTo(usd("80"));
        assertThat(tuesday.weekOpen()).isEqualTo(usd("90"));
    }

    @Test
    void raisesThePeakWithinTheDay() {
        EquityMarks higher = MARKS.seen(SUNDAY, usd("120"));

        assertThat(higher.peak()).isEqualTo(usd("120"));
        assertThat(higher.dayOpen()).isEqualTo(usd("100"));
    }

    @Test
    void doesNotGoBackWhenTheClockDoes() {
        EquityMarks earlier = MARKS.seen(SUNDAY.minus(Duration.ofDays(3)), usd("120"));

        assertThat(earlier.day()).isEqualTo(MARKS.day());
        assertThat(earlier.dayOpen()).isEqualTo(usd("100"));
    }

    @Test
    void shiftsByATransfer() {
        EquityMarks shifted = MARKS.shifted(usd("-40"));

        assertThat(shifted.dayOpen()).isEqualTo(usd("60"));
        assertThat(shifted.weekOpen()).isEqualTo(usd("60"));
        assertThat(shifted.peak()).isEqualTo(usd("60"));
    }

    @Test
    void countsDaysBefore1970() {
        Instant before = Instant.parse("1969-12-31T12:00:00Z");

        assertThat(EquityMarks.first(before, usd("1")).day()).isEqualTo(-1);
    }

    @Test
    void refusesLimitsThatAreNotAboveZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RiskPolicy.TradeLimits(decimal("0"), null, null, null))
                .withMessageStartingWith("riskPerTrade");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RiskPolicy.AccountLimits(0, null, null, null, null))
                .withMessageStartingWith("openPositions");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new RiskPolicy.AccountLimits(null, null, decimal("-1"), null, null))
                .withMessageStartingWith("dailyLoss");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RiskPolicy.Freshness(Duration.ZERO, null, null))
                .withMessageStartingWith("priceAge");
    }

    @Test
    void explainsAViolation() {
        Violation violation = new Violation(RefusalReason.POSITION_SIZE, "0.1 of equity", "0.25");

        assertThat(violation).hasToString("POSITION_SIZE: limit 0.1 of equity, was 0.25");
    }
}
