package dev.keel.sim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.performance.EquityCurve;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CalendarReturnsTest {
    private static final Instant MONDAY = Instant.parse("2024-01-01T00:00:00Z");
    private static final long HOUR = 3_600_000;

    @Test
    void showsDaysOfAShortTimeAndCountsMidnightToTheDayThatEnds() {
        EquityCurve.Builder curve = EquityCurve.builder(100, MONDAY.toEpochMilli(), 4);
        add(curve, 12, 105);
        add(curve, 24, 110);
        add(curve, 36, 99);
        add(curve, 7 * 24 + 1, 198);

        CalendarReturns calendar = CalendarReturns.of(curve.build());

        assertThat(calendar.title()).isEqualTo("Returns by day");
        assertThat(calendar.columns()).hasSize(8).startsWith("Mon").endsWith("Week");
        assertThat(calendar.rows())
                .extracting(CalendarReturns.Row::head)
                .containsExactly("2024-01-01", "2024-01-08");
        CalendarReturns.Row first = calendar.rows().getFirst();
        assertThat(first.returns().get(0).orElseThrow()).isCloseTo(0.1, within(1e-12));
        assertThat(first.returns().get(1).orElseThrow()).isCloseTo(-0.1, within(1e-12));
        assertThat(first.returns().get(2)).isEqualTo(OptionalDouble.empty());
        assertThat(first.total()).isCloseTo(-0.01, within(1e-12));
        assertThat(calendar.rows().get(1).total()).isCloseTo(1, within(1e-12));
    }

    @Test
    void showsMonthsOfALongTime() {
        EquityCurve.Builder curve = EquityCurve.builder(100, MONDAY.toEpochMilli(), 500);
        for (int day = 1; day <= 500; day++) {
            add(curve, 24 * day, day <= 31 ? 120 : day <= 366 ? 60 : 90);
        }

        CalendarReturns calendar = CalendarReturns.of(curve.build());

        assertThat(calendar.title()).isEqualTo("Returns by month");
        assertThat(calendar.columns()).hasSize(13);
        assertThat(calendar.rows())
                .extracting(CalendarReturns.Row::head)
                .containsExactly("2024", "2025");
        CalendarReturns.Row year = calendar.rows().getFirst();
        assertThat(year.returns().get(0).orElseThrow()).isCloseTo(0.2, within(1e-12));
        assertThat(year.returns().get(1).orElseThrow()).isCloseTo(-0.5, within(1e-12));
        assertThat(year.total()).isCloseTo(-0.4, within(1e-12));
        assertThat(calendar.rows().get(1).returns().get(0).orElseThrow())
                .isCloseTo(0.5, within(1e-12));
    }

    private static void add(EquityCurve.Builder curve, int hour, double equity) {
        curve.add(MONDAY.toEpochMilli() + hour * HOUR, equity, 0);
    }
}
