package dev.keel.sim.backtest;

import static dev.keel.sim.backtest.Script.START;
import static dev.keel.sim.backtest.Script.bars;
import static dev.keel.sim.backtest.Script.linear;
import static dev.keel.sim.backtest.Script.says;
import static dev.keel.sim.backtest.Script.spot;
import static dev.keel.sim.backtest.Script.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.account.DeclineReason;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.performance.Metric;
import dev.keel.core.performance.RoundTrip;
import dev.keel.core.position.PositionSide;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.signal.Direction;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.strategy.BuyAndHold;
import dev.keel.core.strategy.SmaCross;
import dev.keel.sim.loop.FillTiming;
import dev.keel.sim.market.SyntheticMarket;
import dev.keel.sim.market.SyntheticSettings;
import dev.keel.sim.matching.SlippageModel;
import dev.keel.sim.matching.VenueModel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BacktestTest {
    /** Opens and closes of five minutes: up, up, down, down, up. */
    private static final BarSeries BARS = bars(100, 110, 111, 120, 119, 105, 104, 95, 96, 100);

    private static final Sizing TWO_UNITS = new Sizing.Fixed(Quantity.of("2"));

    @Test
    void fillsAtTheNextOpen() {
        BacktestResult result =
                Backtest.run(request("0.01", Map.of(0, Direction.LONG, 2, Direction.EXIT)));

        RoundTrip trade = only(result);
        assertThat(trade.entryTime()).isEqualTo(START.plusSeconds(60));
        assertThat(trade.exitTime()).contains(START.plusSeconds(180));
        assertThat(trade.entry().price()).isEqualTo(Price.of("111"));
        assertThat(trade.exitPrice()).contains(Price.of("104"));
        // 2 x (104 - 111) less 1 % of 2 x 111 and of 2 x 104.
        assertThat(trade.fees()).isEqualTo(usd("4.3"));
        assertThat(trade.pnl()).isEqualTo(usd("-18.3"));
        assertThat(result.finalEquity()).isEqualTo(usd("981.7"));
    }

    @Test
    void fillsAtTheSignalsClose() {
        BacktestResult result =
                Backtest.run(
                        request("0", Map.of(0, Direction.LONG, 2, Direction.EXIT))
                                .withTiming(FillTiming.CLOSE));

        RoundTrip trade = only(result);
        assertThat(trade.entryTime()).isEqualTo(START.plusSeconds(60));
        assertThat(trade.entry().price()).isEqualTo(Price.of("110"));
        assertThat(trade.exitTime()).contains(START.plusSeconds(180));
        assertThat(trade.exitPrice()).contains(Price.of("105"));
        assertThat(result.finalEquity()).isEqualTo(usd("990"));
    }

    @Test
    void marksEveryBarAtItsClose() {
        BacktestResult result =
                Backtest.run(request("0", Map.of(0, Direction.LONG, 2, Direction.EXIT)));

        assertThat(result.curve().start()).isEqualTo(1000);
        assertThat(result.curve().startMillis()).isEqualTo(START.toEpochMilli());
        assertThat(result.curve().toArray()).containsExactly(1000, 1018, 988, 986, 986);
        assertThat(result.curve().millis(0)).isEqualTo(START.plusSeconds(60).toEpochMilli());
        assertThat(result.curve().barsInPosition()).isEqualTo(2);
        assertThat(value(result, Metric.MAX_DRAWDOWN)).isCloseTo(32 / 1018.0, within(1e-12));
        assertThat(value(result, Metric.EXPOSURE)).isCloseTo(0.4, within(1e-12));
        assertThat(value(result, Metric.MARKET_RETURN)).isCloseTo(0, within(1e-12));
    }

    @Test
    void leavesAPositionOpenAtTheEndMarkedAtTheLastClose() {
        BacktestResult result = Backtest.run(request("0.01", Map.of(2, Direction.LONG)));

        RoundTrip trade = only(result);
        assertThat(trade.isClosed()).isFalse();
        assertThat(trade.exitTime()).isEmpty();
        // Bought 2 at 104 for a fee of 2.08, worth 100 now; no fee for a sale that never was.
        assertThat(trade.pnl()).isEqualTo(usd("-10.08"));
        assertThat(result.finalEquity()).isEqualTo(usd("989.92"));
        assertThat(result.counts().buys()).isEqualTo(1);
        assertThat(result.counts().sells()).isZero();
    }

    @Test
    void doesNotActOnTheLastBarWhereTheNextOpenIsMissing() {
        Map<Integer, Direction> atTheEnd = Map.of(4, Direction.LONG);

        BacktestResult next = Backtest.run(request("0", atTheEnd));
        BacktestResult close = Backtest.run(request("0", atTheEnd).withTiming(FillTiming.CLOSE));

        assertThat(next.trades()).isEmpty();
        assertThat(next.counts().unheard()).isEqualTo(1);
        assertThat(next.counts().signals()).isEqualTo(1);
        assertThat(close.trades()).hasSize(1);
        assertThat(close.counts().unheard()).isZero();
    }

    @Test
    void countsEverySignalOnceWithItsReason() {
        BacktestResult result =
                Backtest.run(
                        request(
                                "0",
                                Map.of(
                                        0, Direction.EXIT,
                                        1, Direction.LONG,
                                        2, Direction.LONG,
                                        3, Direction.SHORT,
                                        4, Direction.LONG)));

        BacktestCounts counts = result.counts();
        assertThat(counts.signals()).isEqualTo(5);
        assertThat(counts.buys()).isEqualTo(1);
        assertThat(counts.sells()).isEqualTo(1);
        assertThat(counts.unheard()).isEqualTo(1);
        assertThat(counts.declined())
                .containsOnly(
                        Map.entry(DeclineReason.NO_POSITION, 1),
                        Map.entry(DeclineReason.ALREADY_IN_POSITION, 1));
    }

    @Test
    void buysForAllCashWithTheFeeInIt() {
        BacktestResult result =
                Backtest.run(
                        request("0.25", Map.of(0, Direction.LONG))
                                .withSizing(new Sizing.AllCash()));

        // 1000 / (111 x 1.25), rounded down to eight decimals.
        assertThat(only(result).entry().quantity()).isEqualTo(Quantity.of("7.20720720"));
    }

    @Test
    void paysForSlippageOutOfAllCash() {
        VenueModel slippery =
                VenueModel.PLAIN.withSlippage(
                        new SlippageModel.FixedFraction(new BigDecimal("0.1")));

        BacktestResult result =
                Backtest.run(
                        request("0.25", Map.of(0, Direction.LONG))
                                .withSizing(new Sizing.AllCash())
                                .withVenue(slippery));

        RoundTrip trade = only(result);
        assertThat(trade.entry().price()).isEqualTo(Price.of("122.1"));
        Money spent = trade.entry().notional().plus(trade.fees());
        assertThat(spent).isLessThanOrEqualTo(usd("1000"));
        assertThat(spent).isGreaterThan(usd("999.999"));
    }

    @Test
    void goesShortWithADerivative() {
        BacktestRequest request =
                BacktestRequest.of(
                                BARS,
                                linear("0"),
                                says(Map.of(1, Direction.SHORT, 3, Direction.LONG)),
                                usd("1000"))
                        .withSizing(TWO_UNITS);

        BacktestResult result = Backtest.run(request);

        // Short 2 at 119, turned round at 96: 2 x 23, then long 2 at 96 to the close of 100.
        assertThat(result.trades())
                .extracting(RoundTrip::side)
                .containsExactly(PositionSide.SHORT, PositionSide.LONG);
        assertThat(result.trades()).extracting(RoundTrip::pnl).containsExactly(usd("46"), usd("8"));
        assertThat(result.curve().toArray()).containsExactly(1000, 1000, 1028, 1048, 1054);
        assertThat(result.finalEquity()).isEqualTo(usd("1054"));
    }

    @Test
    void asksRiskForEveryEntry() {
        RiskPolicy cautious =
                new RiskPolicy(
                        new RiskPolicy.TradeLimits(null, new BigDecimal("0.1"), null, null),
                        RiskPolicy.UNLIMITED.account(),
                        RiskPolicy.UNLIMITED.freshness());

        BacktestResult result =
                Backtest.run(request("0", Map.of(0, Direction.LONG)).withPolicy(cautious));

        assertThat(result.trades()).isEmpty();
        assertThat(result.counts().declined()).containsOnly(Map.entry(DeclineReason.RISK, 1));
        assertThat(result.finalEquity()).isEqualTo(usd("1000"));
    }

    @Test
    void holdsFromTheSecondOpenWithBuyAndHold() {
        StrategyChoice hold = new StrategyChoice(BuyAndHold.DEFINITION, Map.of());

        BacktestResult result =
                Backtest.run(
                        BacktestRequest.of(BARS, spot("0"), hold, usd("1110"))
                                .withSizing(new Sizing.AllCash()));

        assertThat(result.finalEquity()).isEqualTo(usd("1000"));
        assertThat(only(result).isClosed()).isFalse();
    }

    @Test
    void givesTheSameTwice() {
        BacktestRequest request = synthetic(20_000);

        BacktestResult first = Backtest.run(request);
        BacktestResult second = Backtest.run(request);

        assertThat(first.trades()).hasSizeGreaterThan(100).isEqualTo(second.trades());
        assertThat(first.finalEquity()).isEqualTo(second.finalEquity());
        assertThat(first.curve().toArray()).isEqualTo(second.curve().toArray());
        assertThat(first.counts()).isEqualTo(second.counts());
    }

    @Test
    void tellsHowFarItHasCome() {
        List<Integer> news = new ArrayList<>();

        BacktestResult result = Backtest.run(synthetic(40_000), news::add);

        assertThat(result.curve().size()).isEqualTo(40_000);
        assertThat(news).containsExactly(16_384, 32_768);
    }

    @Test
    void takesASingleBar() {
        BacktestRequest request =
                BacktestRequest.of(bars(100, 110), spot("0"), says(Map.of()), usd("1000"));

        BacktestResult result = Backtest.run(request);

        assertThat(result.trades()).isEmpty();
        assertThat(result.curve().toArray()).containsExactly(1000);
    }

    private static BacktestRequest synthetic(int size) {
        BarFormat format = new BarFormat(Timeframe.M1, 2, 2);
        SyntheticSettings settings = SyntheticSettings.of(format, START, Price.of("100"));
        BarSeries bars = SyntheticMarket.series(settings, 7, size);
        StrategyChoice cross = new StrategyChoice(SmaCross.DEFINITION, Map.of());
        Instrument instrument =
                BareInstrument.of(
                        Path.of("made-up.csv"),
                        TradingRules.FINEST,
                        FeeRates.flat(new BigDecimal("0.001")));
        return BacktestRequest.of(bars, instrument, cross, usd("100000"));
    }

    private static BacktestRequest request(String fee, Map<Integer, Direction> script) {
        return BacktestRequest.of(BARS, spot(fee), says(script), usd("1000")).withSizing(TWO_UNITS);
    }

    private static RoundTrip only(BacktestResult result) {
        assertThat(result.trades()).hasSize(1);
        return result.trades().getFirst();
    }

    private static double value(BacktestResult result, Metric metric) {
        return result.performance().value(metric).orElseThrow();
    }
}
