package dev.keel.sim.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.performance.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.00",
        "1, 1.00",
        "-1234.565, '-1,234.56'",
        "1549609311.8211, '1,549,609,311.82'",
        "0.000123456, 0.0001235",
        "-0.5, -0.5",
        "0.9999999, 1"
    })
    void writesMoney(BigDecimal amount, String text) {
        assertThat(Figures.money(amount)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "100.00, 100",
        "1E+3, '1,000'",
        "0.00000001, 0.00000001",
        "12345.670, '12,345.67'",
        "0.123456789123, 0.12345679"
    })
    void writesExactNumbers(BigDecimal value, String text) {
        assertThat(Figures.exact(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1234, 12.34 %",
        "-0.00001, -0.0010 %",
        "0.0000000012, 0.00 %",
        "0.0000257, 0.0026 %",
        "1548.61, '154,861 %'",
        "-1, -100.00 %"
    })
    void writesFractionsAsPerCent(double fraction, String text) {
        assertThat(Figures.percent(fraction)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT59S, 59 s",
        "PT12M, 12 min",
        "PT23M12S, 23 min 12 s",
        "PT1H11M, 1 h 11 min",
        "PT741H, 30 d 21 h",
        "P365D, 365 d",
        "P366D, 1 y 1 d",
        "P576D, 1 y 211 d"
    })
    void writesDurationsInTheirTwoGreatestUnits(Duration span, String text) {
        assertThat(Figures.duration(span)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-31T16:00:00Z, 2024-01-31 16:00",
        "2024-01-31T16:00:07Z, 2024-01-31 16:00:07",
        "2024-01-31T16:00:00.500Z, 2024-01-31 16:00"
    })
    void writesTimesOfTheUtcDay(Instant time, String text) {
        assertThat(Figures.time(time)).isEqualTo(text);
    }

    @Test
    void writesMetricsInTheirUnits() {
        assertThat(Figures.metric(Metric.TOTAL_RETURN, 0.5)).isEqualTo("50.00 %");
        assertThat(Figures.metric(Metric.SHARPE, -1.234)).isEqualTo("-1.23");
        assertThat(Figures.metric(Metric.PROFIT_FACTOR, 0.0581)).isEqualTo("0.0581");
        assertThat(Figures.metric(Metric.TURNOVER, 12345.6)).isEqualTo("12,346");
        assertThat(Figures.metric(Metric.TRADES, 1417)).isEqualTo("1,417");
        assertThat(Figures.metric(Metric.BARS_PER_YEAR, 365.25)).isEqualTo("365.3");
        assertThat(Figures.metric(Metric.FEES, 12.3)).isEqualTo("12.30");
        assertThat(Figures.metric(Metric.AVERAGE_HOLDING_SECONDS, 3600)).isEqualTo("1 h");
    }
}
