package dev.keel.core.performance;

import static dev.keel.core.performance.Trading.BTC;
import static dev.keel.core.performance.Trading.fill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Price;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.assertj.core.api.AbstractDoubleAssert;
import org.junit.jupiter.api.Test;

class PerformanceTest {
    private static final long DAY = 86_400_000;
    private static final double DAYS_PER_YEAR = 365.25;

    /** Daily returns of +10 %, -20 %, +50 %. */
    private static final double[] UP_DOWN_UP = {110, 88, 132};

    @Test
    void measuresTotalReturnFromTheCapital() {
        Performance performance = ofCurve(UP_DOWN_UP);

        assertValue(performance, Metric.TOTAL_RETURN).isCloseTo(0.32, within(1e-12));
    }

    @Test
    void scalesWithTheBarsPerYearThatTheDataHave() {
        Performance performance = ofCurve(UP_DOWN_UP);

        assertValue(performance, Metric.BARS_PER_YEAR).isCloseTo(365.25, within(1e-9));
    }

    @Test
    void annualisesVolatilityAndSharpe() {
        // r = 0.1, -0.2, 0.5: mean 2/15, sample variance 0.37/3 by hand.
        double deviation = Math.sqrt(0.37 / 3);

        Performance performance = ofCurve(UP_DOWN_UP);

        assertValue(performance, Metric.VOLATILITY)
                .isCloseTo(deviation * Math.sqrt(DAYS_PER_YEAR), within(1e-9));
        assertValue(performance, Metric.SHARPE)
                .isCloseTo(2 / 15.0 / deviation * Math.sqrt(DAYS_PER_YEAR), within(1e-9));
    }

    @Test
    void countsOnlyFallsAsRiskInSortino() {
        double fall = Math.sqrt(0.04 / 3);

        Performance performance = ofCurve(UP_DOWN_UP);

        assertValue(performance, Metric.SORTINO)
                .isCloseTo(2 / 15.0 / fall * Math.sqrt(DAYS_PER_YEAR), within(1e-9));
    }

    @Test
    void measuresDrawdownFromTheHighestPeakSoFar() {
        Performance performance = ofCurve(120, 90, 150, 100, 140);

        assertValue(performance, Metric.MAX_DRAWDOWN).isCloseTo(1 / 3.0, within(1e-12));
        assertValue(performance, Metric.MAX_DRAWDOWN_SECONDS).isEqualTo(2 * 86_400);
    }

    @Test
    void startsDrawdownAtTheCapital() {
        Performance performance = ofCurve(90, 95, 98);

        assertValue(performance, Metric.MAX_DRAWDOWN).isCloseTo(0.1, within(1e-12));
        assertValue(performance, Metric.MAX_DRAWDOWN_SECONDS).isEqualTo(3 * 86_400);
    }

    @Test
    void hasNoDrawdownWhereEquityNeverFalls() {
        Performance performance = ofCurve(100, 110, 120);

        assertValue(performance, Metric.MAX_DRAWDOWN).isEqualTo(0);
        assertValue(performance, Metric.MAX_DRAWDOWN_SECONDS).isEqualTo(0);
        assertAbsent(performance, Metric.CALMAR, Metric.SORTINO);
    }

    @Test
    void compoundsGrowthToAYear() {
        double[] equity = new double[731];
        Arrays.fill(equity, 100);
        equity[100] = 80;
        equity[730] = 121;

        Performance performance = ofCurve(equity);

        double growth = Math.pow(1.21, DAYS_PER_YEAR / 731) - 1;
        assertValue(performance, Metric.CAGR).isCloseTo(growth, within(1e-12));
        assertValue(performance, Metric.CALMAR).isCloseTo(growth / 0.2, within(1e-12));
    }

    @Test
    void doesNotBlowAFewDaysUpToAYear() {
        Performance performance = ofCurve(UP_DOWN_UP);

        assertAbsent(performance, Metric.CAGR, Metric.CALMAR);
    }

    @Test
    void hasNoReturnsAfterRuin() {
        Performance performance = ofCurve(50, -10, 20);

        assertAbsent(performance, Metric.VOLATILITY, Metric.SHARPE, Metric.SORTINO);
        assertValue(performance, Metric.MAX_DRAWDOWN).isCloseTo(1.1, within(1e-12));
    }

    @Test
    void knowsNothingOfAnEmptyCurveButTheTrades() {
        Performance performance = ofCurve();

        assertThat(Metric.values())
                .filteredOn(metric -> performance.value(metric).isPresent())
                .containsExactly(
                        Metric.DAYS,
                        Metric.DAYS_WON,
                        Metric.DAYS_EVEN,
                        Metric.DAYS_LOST,
                        Metric.TRADES,
                        Metric.OPEN_TRADES,
                        Metric.LONG_TRADES,
                        Metric.SHORT_TRADES,
                        Metric.GROSS_PROFIT,
                        Metric.GROSS_LOSS,
                        Metric.LONG_PROFIT,
                        Metric.SHORT_PROFIT,
                        Metric.VOLUME,
                        Metric.FEES);
    }

    @Test
    void hasNoDeviationOfASingleBar() {
        Performance performance = ofCurve(110);

        assertAbsent(performance, Metric.VOLATILITY, Metric.SHARPE, Metric.SORTINO);
        assertValue(performance, Metric.TOTAL_RETURN).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void hasNoSharpeWithoutDeviation() {
        Performance performance = ofCurve(100, 100, 100);

        assertValue(performance, Metric.VOLATILITY).isEqualTo(0);
        assertAbsent(performance, Metric.SHARPE, Metric.SORTINO);
    }

    @Test
    void measuresExposureInBars() {
        EquityCurve.Builder curve = EquityCurve.builder(100, 0, 4);
        curve.add(1, 100, 0);
        curve.add(2, 100, 1);
        curve.add(3, 100, 2);
        curve.add(4, 100, 0);

        Performance performance = Performance.of(curve.build(), List.of());

        assertValue(performance, Metric.EXPOSURE).isEqualTo(0.5);
    }

    @Test
    void measuresTrades() {
        Performance performance = ofTrades(trips("10", "20", "-6", "0", "-4", "-5"));

        assertValue(performance, Metric.TRADES).isEqualTo(6);
        assertValue(performance, Metric.OPEN_TRADES).isEqualTo(0);
        assertValue(performance, Metric.WIN_RATE).isCloseTo(2 / 6.0, within(1e-12));
        assertValue(performance, Metric.PROFIT_FACTOR).isCloseTo(2, within(1e-12));
        assertValue(performance, Metric.EXPECTANCY).isCloseTo(2.5, within(1e-12));
        assertValue(performance, Metric.AVERAGE_WIN).isCloseTo(15, within(1e-12));
        assertValue(performance, Metric.AVERAGE_LOSS).isCloseTo(-5, within(1e-12));
        assertValue(performance, Metric.PAYOFF_RATIO).isCloseTo(3, within(1e-12));
        assertValue(performance, Metric.BEST_TRADE).isEqualTo(20);
        assertValue(performance, Metric.WORST_TRADE).isEqualTo(-6);
        assertValue(performance, Metric.MAX_CONSECUTIVE_WINS).isEqualTo(2);
        assertValue(performance, Metric.MAX_CONSECUTIVE_LOSSES).isEqualTo(2);
        assertValue(performance, Metric.AVERAGE_HOLDING_SECONDS).isEqualTo(1);
    }

    @Test
    void countsFeesAndTurnoverOfOpenTradesToo() {
        RoundTrips trips = new RoundTrips();
        trips.add(BTC, Side.BUY, fill(1, "1", "100", "0.5"));

        Performance performance = ofTrades(trips);

        assertValue(performance, Metric.TRADES).isEqualTo(0);
        assertValue(performance, Metric.OPEN_TRADES).isEqualTo(1);
        assertValue(performance, Metric.FEES).isEqualTo(0.5);
        assertValue(performance, Metric.TURNOVER).isCloseTo(1, within(1e-12));
        assertAbsent(performance, Metric.WIN_RATE, Metric.EXPECTANCY, Metric.BEST_TRADE);
    }

    @Test
    void hasNoProfitFactorWithoutALoss() {
        Performance performance = ofTrades(trips("1", "2"));

        assertAbsent(performance, Metric.PROFIT_FACTOR, Metric.AVERAGE_LOSS, Metric.PAYOFF_RATIO);
        assertValue(performance, Metric.WIN_RATE).isEqualTo(1);
    }

    @Test
    void comparesWithTheMarketWhereItIsKnown() {
        BarSeries market = Trading.days(100, 75);

        assertValue(Performance.of(curve(110), List.of(), market), Metric.MARKET_RETURN)
                .isEqualTo(-0.25);
        assertAbsent(Performance.of(curve(110), List.of()), Metric.MARKET_RETURN);
    }

    @Test
    void wantsABarOfTheMarketForEachPoint() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Performance.of(curve(110, 120), List.of(), Trading.days(100, 75)))
                .withMessageContaining("2 points, had 1");
    }

    @Property
    void isFiniteOrAbsentWhateverEquityDoes(
            @ForAll @NotEmpty List<@DoubleRange(min = -1e6, max = 1e300) Double> equity) {
        Performance performance =
                ofCurve(equity.stream().mapToDouble(Double::doubleValue).toArray());

        for (Metric metric : Metric.values()) {
            performance
                    .value(metric)
                    .ifPresent(value -> assertThat(value).as(metric.key()).isFinite());
        }
        assertThat(performance.value(Metric.MAX_DRAWDOWN)).isPresent();
    }

    /** The definition, computed without any memory of what came before. */
    @Property
    void agreesWithTheDefinitionOfDrawdown(
            @ForAll @NotEmpty List<@DoubleRange(min = 1, max = 1000) Double> equity) {
        double worst = 0;
        for (int i = 0; i < equity.size(); i++) {
            double peak = 100;
            for (int j = 0; j <= i; j++) {
                peak = Math.max(peak, equity.get(j));
            }
            worst = Math.max(worst, (peak - equity.get(i)) / peak);
        }

        Performance performance =
                ofCurve(equity.stream().mapToDouble(Double::doubleValue).toArray());

        assertValue(performance, Metric.MAX_DRAWDOWN).isCloseTo(worst, within(1e-12));
    }

    /** Round trips of one unit bought at 100, a second long, each with this profit. */
    private static RoundTrips trips(String... profits) {
        RoundTrips trips = new RoundTrips();
        for (int i = 0; i < profits.length; i++) {
            Price exit = new Price(new BigDecimal(profits[i]).add(BigDecimal.valueOf(100)));
            trips.add(BTC, Side.BUY, fill(2 * i, "1", "100", "0"));
            trips.add(BTC, Side.SELL, fill(2 * i + 1, "1", exit.toString(), "0"));
        }
        return trips;
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

    private static AbstractDoubleAssert<?> assertValue(Performance performance, Metric metric) {
        assertThat(performance.value(metric)).as(metric.key()).isPresent();
        return assertThat(performance.value(metric).getAsDouble()).as(metric.key());
    }

    private static void assertAbsent(Performance performance, Metric... metrics) {
        for (Metric metric : metrics) {
            assertThat(performance.value(metric)).as(metric.key()).isEmpty();
        }
    }
}
