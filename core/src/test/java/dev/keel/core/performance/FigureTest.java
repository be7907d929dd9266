package dev.keel.core.performance;

import static dev.keel.core.performance.Trading.BTC;
import static dev.keel.core.performance.Trading.START;
import static dev.keel.core.performance.Trading.fill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import dev.keel.core.order.Side;
import java.util.List;
import org.assertj.core.api.AbstractDoubleAssert;
import org.junit.jupiter.api.Test;

/** Every figure that {@link PerformanceTest} leaves out, computed by hand. */
class FigureTest {
    private static final long DAY = 86_400_000;
    private static final double DAYS_PER_YEAR = 365.25;

    /** Daily returns of +10 %, -20 %, +50 %. */
    private static final Performance UP_DOWN_UP = ofCurve(110, 88, 132);

    @Test
    void tellsTheLevelsOfEquity() {
        assertValue(UP_DOWN_UP, Metric.START_EQUITY, 100);
        assertValue(UP_DOWN_UP, Metric.FINAL_EQUITY, 132);
        assertValue(UP_DOWN_UP, Metric.NET_PROFIT, 32);
        assertValue(UP_DOWN_UP, Metric.MIN_EQUITY, 88);
        assertValue(UP_DOWN_UP, Metric.MAX_EQUITY, 132);
    }

    @Test
    void measuresDeviationsAYear() {
        assertValue(UP_DOWN_UP, Metric.VARIANCE, 0.37 / 3 * DAYS_PER_YEAR);
        assertValue(UP_DOWN_UP, Metric.DOWNSIDE_DEVIATION, Math.sqrt(0.04 / 3 * DAYS_PER_YEAR));
    }

    @Test
    void measuresDrawdownInMoneyAndItsRecovery() {
        Performance performance = ofCurve(200, 150, 120, 160, 210, 205);

        assertValue(performance, Metric.MAX_DRAWDOWN_MONEY, 80);
        assertValue(performance, Metric.RECOVERY_SECONDS, 2 * 86_400);
        assertValue(performance, Metric.RECOVERY_FACTOR, 105 / 80.0);
        double squares = 0.25 * 0.25 + 0.4 * 0.4 + 0.2 * 0.2 + (5 / 210.0) * (5 / 210.0);
        assertValue(performance, Metric.ULCER_INDEX, Math.sqrt(squares / 6));
    }

    @Test
    void hasNoRecoveryWhileTheGreatestDrawdownLasts() {
        assertAbsent(ofCurve(90, 100, 50, 70), Metric.RECOVERY_SECONDS);
        assertValue(ofCurve(50, 100, 99), Metric.RECOVERY_SECONDS, 86_400);
    }

    @Test
    void measuresHowReturnsAreSpread() {
        assertValue(UP_DOWN_UP, Metric.MEAN_RETURN, 0.4 / 3);
        assertValue(UP_DOWN_UP, Metric.AVERAGE_GAIN, 0.3);
        assertValue(UP_DOWN_UP, Metric.AVERAGE_FALL, -0.2);
        assertValue(UP_DOWN_UP, Metric.BEST_BAR, 0.5);
        assertValue(UP_DOWN_UP, Metric.WORST_BAR, -0.2);
        assertValue(UP_DOWN_UP, Metric.OMEGA, 3);
        assertValue(UP_DOWN_UP, Metric.RISK_RETURN_RATIO, 0.4 / 3 / Math.sqrt(0.37 / 3));
    }

    /**
     * Sorted -0.2, 0.1, 0.5: the 5 % quantile lies a tenth of the way from the first to the second.
     */
    @Test
    void readsValueAtRiskFromTheQuantiles() {
        assertValue(UP_DOWN_UP, Metric.VAR_95, 0.17);
        assertValue(UP_DOWN_UP, Metric.VAR_99, 0.194);
        assertValue(UP_DOWN_UP, Metric.CVAR_95, 0.2);
        assertValue(ofCurve(110, 121, 133.1), Metric.VAR_95, 0);
        assertValue(ofCurve(110, 121, 133.1), Metric.CVAR_95, 0);
    }

    /** Deviations from the mean of 4/30: -1/30, -10/30, 11/30. */
    @Test
    void measuresTheShapeOfReturns() {
        double second = (1 + 100 + 121) / 3.0;
        double third = (-1 - 1000 + 1331) / 3.0;
        double fourth = (1 + 10_000 + 14_641) / 3.0;

        assertValue(UP_DOWN_UP, Metric.SKEWNESS, third / Math.pow(second, 1.5));
        assertValue(UP_DOWN_UP, Metric.KURTOSIS, fourth / (second * second));
    }

    @Test
    void findsGrowthAtAConstantRatePerfectlyStraight() {
        assertValue(ofCurve(110, 121, 133.1, 146.41), Metric.EQUITY_R2, 1);
        // ln E rises by 0, then 1, then 0 around the middle: hand-computed correlation.
        double one = Math.E * 100;
        Performance steps = ofCurve(100, 100, one, one);
        assertValue(steps, Metric.EQUITY_R2, 0.8);
        assertAbsent(ofCurve(100, 100, 100), Metric.EQUITY_R2);
    }

    /** Drawdowns 0, 0.2, 0: the worst twentieth is the one of 0.2. */
    @Test
    void weighsGainsAgainstDepthAndTailOfDrawdowns() {
        double deviation = Math.sqrt(0.37 / 3);
        double ulcer = Math.sqrt(0.04 / 3);

        assertValue(UP_DOWN_UP, Metric.SERENITY, 0.4 / (ulcer * (0.2 / deviation)));
    }

    @Test
    void saysHowProbableAPositiveSharpeRatioIs() {
        double value = UP_DOWN_UP.value(Metric.PROBABILISTIC_SHARPE).orElseThrow();

        assertThat(value).isBetween(0.5, 1.0);
        assertThat(ofCurve(90, 110, 80).value(Metric.PROBABILISTIC_SHARPE).orElseThrow())
                .isLessThan(0.5);
    }

    @Test
    void countsDays() {
        EquityCurve.Builder curve = EquityCurve.builder(100, 0, 6);
        curve.add(DAY / 2, 104, 0);
        curve.add(DAY, 103, 0);
        curve.add(DAY + DAY / 2, 101, 0);
        curve.add(2 * DAY, 103, 0);
        curve.add(2 * DAY + 1, 98, 0);

        Performance performance = Performance.of(curve.build(), List.of());

        assertValue(performance, Metric.DAYS, 3);
        assertValue(performance, Metric.DAYS_WON, 1);
        assertValue(performance, Metric.DAYS_EVEN, 1);
        assertValue(performance, Metric.DAYS_LOST, 1);
        assertValue(performance, Metric.BEST_DAY, 3);
        assertValue(performance, Metric.WORST_DAY, -5);
    }

    /** Equity moves twice as much as the market, and gains 1 % a day more. */
    @Test
    void comparesWithTheMarketBarByBar() {
        BarSeries market = Trading.days(100, 110, 99, 99);
        double first = 100 * 1.21;
        double second = first * (1 - 0.2 + 0.01);
        Performance performance =
                Performance.of(curve(first, second, second * 1.01), List.of(), market);

        assertValue(performance, Metric.BETA, 2);
        assertValue(performance, Metric.ALPHA, 0.01 * DAYS_PER_YEAR);
        assertValue(performance, Metric.MARKET_CORRELATION, 1);
        // r - m = 0.11, -0.09, 0.01.
        assertValue(performance, Metric.TRACKING_ERROR, 0.1 * Math.sqrt(DAYS_PER_YEAR));
        assertValue(performance, Metric.INFORMATION_RATIO, 0.01 / 0.1 * Math.sqrt(DAYS_PER_YEAR));
        assertValue(performance, Metric.TREYNOR, 0.01 * DAYS_PER_YEAR / 2);
    }

    @Test
    void tellsLongsFromShorts() {
        RoundTrips trips = new RoundTrips();
        trade(trips, 0, Side.BUY, "2", "100", "105", "1", 10);
        trade(trips, 100, Side.SELL, "1", "100", "104", "0", 20);
        trade(trips, 200, Side.SELL, "1", "100", "90", "0", 60);
        Performance performance = ofTrades(trips);

        assertValue(performance, Metric.LONG_TRADES, 1);
        assertValue(performance, Metric.SHORT_TRADES, 2);
        assertValue(performance, Metric.LONG_SHARE, 1 / 3.0);
        assertValue(performance, Metric.LONG_WIN_RATE, 1);
        assertValue(performance, Metric.SHORT_WIN_RATE, 0.5);
        assertValue(performance, Metric.LOSS_RATE, 1 / 3.0);
        assertValue(performance, Metric.LONG_PROFIT, 8);
        assertValue(performance, Metric.SHORT_PROFIT, 6);
        assertValue(performance, Metric.GROSS_PROFIT, 18);
        assertValue(performance, Metric.GROSS_LOSS, -4);
        assertValue(performance, Metric.MEDIAN_PROFIT, 8);
        assertValue(performance, Metric.SMALLEST_WIN, 8);
        assertValue(performance, Metric.SMALLEST_LOSS, -4);
        assertValue(performance, Metric.EXPECTANCY_RATIO, 14 / 3.0 / 4);
        assertValue(performance, Metric.MAX_CLOSED_DRAWDOWN, 4);
    }

    @Test
    void measuresReturnsOfTradesOnTheirEntry() {
        RoundTrips trips = new RoundTrips();
        trade(trips, 0, Side.BUY, "2", "100", "105", "1", 10);
        trade(trips, 100, Side.BUY, "1", "100", "96", "0", 20);
        trade(trips, 200, Side.BUY, "1", "200", "220", "0", 60);
        Performance performance = ofTrades(trips);

        assertValue(performance, Metric.AVERAGE_TRADE_RETURN, (0.04 - 0.04 + 0.1) / 3);
        assertValue(performance, Metric.MEDIAN_TRADE_RETURN, 0.04);
        assertValue(performance, Metric.AVERAGE_WIN_RETURN, 0.07);
        assertValue(performance, Metric.AVERAGE_LOSS_RETURN, -0.04);
        // Profits 8, -4, 20: mean 8, squares of the deviations 0, 144, 144.
        assertValue(performance, Metric.PROFIT_DEVIATION, 12);
        assertValue(performance, Metric.PROFIT_DOWNSIDE_DEVIATION, Math.sqrt(16 / 3.0));
        assertValue(performance, Metric.TRADE_SHARPE, 8 / 12.0);
        assertValue(performance, Metric.TRADE_SORTINO, 8 / Math.sqrt(16 / 3.0));
        assertValue(performance, Metric.SYSTEM_QUALITY, 8 / 12.0 * Math.sqrt(3));
        assertValue(performance, Metric.MEDIAN_HOLDING_SECONDS, 20);
        assertValue(performance, Metric.LONGEST_HOLDING_SECONDS, 60);
        assertValue(performance, Metric.AVERAGE_WIN_SECONDS, 35);
        assertValue(performance, Metric.AVERAGE_LOSS_SECONDS, 20);
    }

    @Test
    void countsTradesByTheTime() {
        RoundTrips trips = new RoundTrips();
        trade(trips, 0, Side.BUY, "2", "100", "105", "1", 10);
        trade(trips, 100, Side.BUY, "1", "100", "96", "0.5", 20);
        Performance performance = ofTrades(trips);

        assertValue(performance, Metric.TRADES_PER_DAY, 1);
        assertValue(performance, Metric.TRADES_PER_WEEK, 7);
        assertValue(performance, Metric.TRADES_PER_MONTH, DAYS_PER_YEAR / 12);
        assertValue(performance, Metric.VOLUME, 200 + 210 + 100 + 96);
        assertValue(performance, Metric.AVERAGE_STAKE, 150);
        assertValue(performance, Metric.FEE_SHARE, 3 / (10 - 4.0));
    }

    /** Three minutes: 100 to 103, down to 97, up to 108; bought at the open of the first. */
    @Test
    void looksAtTheBarsThatATradeWasHeldIn() {
        BarFormat format = new BarFormat(Timeframe.M1, 0, 0);
        long start = START.toEpochMilli();
        BarSeries bars =
                BarSeries.builder(format)
                        .add(new Bar(format, start - 60_000, 50, 200, 50, 100, 0))
                        .add(new Bar(format, start, 100, 103, 99, 101, 0))
                        .add(new Bar(format, start + 60_000, 101, 102, 97, 100, 0))
                        .add(new Bar(format, start + 120_000, 100, 108, 100, 105, 0))
                        .add(new Bar(format, start + 180_000, 105, 300, 10, 105, 0))
                        .build();
        RoundTrips trips = new RoundTrips();
        trade(trips, 0, Side.BUY, "2", "100", "105", "1", 180);
        trade(trips, 0, Side.SELL, "1", "100", "104", "0", 60);
        EquityCurve.Builder curve = EquityCurve.builder(100, start - 60_000, 5);
        for (int i = 0; i < 5; i++) {
            curve.add(start + i * 60_000L, 100, 0);
        }
        Performance performance =
                Performance.of(curve.build(), trips.toList(_ -> Price.of("100")), bars);

        assertValue(performance, Metric.AVERAGE_ADVERSE_EXCURSION, (6 + 3) / 2.0);
        assertValue(performance, Metric.MAX_ADVERSE_EXCURSION, 6);
        assertValue(performance, Metric.AVERAGE_FAVOURABLE_EXCURSION, (16 + 1) / 2.0);
        assertValue(performance, Metric.MAX_FAVOURABLE_EXCURSION, 16);
        assertValue(performance, Metric.AVERAGE_END_TRADE_DRAWDOWN, (6 + 5) / 2.0);
    }

    private static void trade(
            RoundTrips trips,
            int second,
            Side side,
            String quantity,
            String entry,
            String exit,
            String fee,
            int held) {
        trips.add(BTC, side, fill(second, quantity, entry, fee));
        trips.add(
                BTC,
                side == Side.BUY ? Side.SELL : Side.BUY,
                fill(second + held, quantity, exit, fee));
    }

    private static Performance ofTrades(RoundTrips trips) {
        return Performance.of(curve(100, 100), trips.toList(_ -> Price.of("100")));
    }

    private static Performance ofCurve(double... equity) {
        return Performance.of(curve(equity), List.of());
    }

    /** Daily bars from a capital of 100. */
    private static EquityCurve curve(double... equity) {
        EquityCurve.Builder builder = EquityCurve.builder(100, 0, equity.length);
        for (int i = 0; i < equity.length; i++) {
            builder.add((i + 1) * DAY, equity[i], 0);
        }
        return builder.build();
    }

    private static void assertValue(Performance performance, Metric metric, double expected) {
        assertThat(performance.value(metric)).as(metric.key()).isPresent();
        AbstractDoubleAssert<?> value =
                assertThat(performance.value(metric).getAsDouble()).as(metric.key());
        value.isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
    }

    private static void assertAbsent(Performance performance, Metric metric) {
        assertThat(performance.value(metric)).as(metric.key()).isEmpty();
    }
}
