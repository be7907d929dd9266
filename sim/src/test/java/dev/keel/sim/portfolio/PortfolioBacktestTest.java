package dev.keel.sim.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.account.DeclineReason;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Quantity;
import dev.keel.core.performance.RoundTrip;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.strategy.BuyAndHold;
import dev.keel.core.strategy.SmaCross;
import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.sim.backtest.Backtest;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.BacktestResult;
import dev.keel.sim.backtest.Script;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.loop.FillTiming;
import dev.keel.sim.market.BarFile;
import dev.keel.sim.matching.VenueModel;
import dev.keel.testkit.SharedData;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PortfolioBacktestTest {
    private static final long START = Script.START.toEpochMilli();
    private static final StrategyChoice HOLD = new StrategyChoice(BuyAndHold.DEFINITION, Map.of());
    private static final StrategyChoice CROSS =
            new StrategyChoice(SmaCross.DEFINITION, Map.of("fast", "10", "slow", "30"));

    /** One market at its own timeframe is the same test as a backtest of it. */
    @ParameterizedTest
    @EnumSource(FillTiming.class)
    void oneMarketAloneIsABacktest(FillTiming timing) {
        BarSeries bars = BarFile.load(SharedData.require("crypto_ethbtc_5m.csv")).series();
        Instrument instrument = instrument("ETH", "0.001");
        BacktestResult single =
                Backtest.run(
                        BacktestRequest.of(bars, instrument, CROSS, usd("10000"))
                                .withTiming(timing));

        PortfolioResult together =
                PortfolioBacktest.run(
                        request(
                                new Sizing.AllCash(),
                                timing,
                                "10000",
                                market(instrument, bars, CROSS, bars.format().timeframe())));

        assertThat(together.trades()).isEqualTo(single.trades());
        assertThat(together.finalEquity()).isEqualTo(single.finalEquity());
        assertThat(together.counts()).isEqualTo(single.counts());
        assertThat(together.curve().size()).isEqualTo(single.curve().size());
        for (int i = 0; i < single.curve().size(); i++) {
            assertThat(together.curve().millis(i)).isEqualTo(single.curve().millis(i));
        }
        assertThat(together.curve().last()).isEqualTo(single.finalEquity().toDouble());
    }

    @Test
    void marketsShareOneAccount() {
        PortfolioResult result =
                PortfolioBacktest.run(
                        request(
                                new Sizing.Fixed(Quantity.of("6")),
                                FillTiming.NEXT_OPEN,
                                "1000",
                                market(instrument("A", "0"), minutes(0, 100, 100, 110), HOLD),
                                market(instrument("B", "0"), minutes(0, 100, 100, 120), HOLD)));

        // Six of A leave 400, which do not pay for six of B.
        assertThat(result.trades()).hasSize(1);
        assertThat(result.trades().getFirst().instrument().id()).isEqualTo(InstrumentId.of("A"));
        assertThat(result.counts().declined()).containsKey(DeclineReason.RISK);
        assertThat(result.finalEquity()).isEqualTo(usd("1060"));
    }

    @Test
    void aMarketMayBeginLaterAndHaveGaps() {
        BarSeries late = minutes(3, 50, 50, 60);
        PortfolioResult result =
                PortfolioBacktest.run(
                        request(
                                new Sizing.Fixed(Quantity.of("1")),
                                FillTiming.NEXT_OPEN,
                                "1000",
                                market(
                                        instrument("A", "0"),
                                        minutes(0, 100, 100, 100, 100, 130, 140),
                                        HOLD),
                                market(instrument("B", "0"), late, HOLD)));

        assertThat(result.trades())
                .extracting(trade -> trade.instrument().id().toString())
                .containsExactly("A", "B");
        // A is bought at 100 and ends at 140, B at 50 and 60.
        assertThat(result.finalEquity()).isEqualTo(usd("1050"));
        assertThat(result.curve().toArray()).containsExactly(1000, 1000, 1000, 1000, 1030, 1050);
    }

    @Test
    void equityIsMarkedAtEveryTimeAtWhichAnyMarketCloses() {
        PortfolioResult result =
                PortfolioBacktest.run(
                        request(
                                new Sizing.Fixed(Quantity.of("1")),
                                FillTiming.NEXT_OPEN,
                                "1000",
                                market(instrument("A", "0"), minutes(0, 1, 1), HOLD),
                                market(instrument("B", "0"), minutes(1, 1, 1, 1), HOLD)));

        List<Long> minutes = new ArrayList<>();
        for (int i = 0; i < result.curve().size(); i++) {
            minutes.add((result.curve().millis(i) - START) / 60_000);
        }
        assertThat(minutes).containsExactly(1L, 2L, 3L, 4L);
    }

    /** What a strategy at a higher timeframe sees, and when, against the bars that are played. */
    @Test
    void aHigherBarIsSeenWhenItsLastBarHasClosedAndNotBefore() {
        List<Bar> base = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        PortfolioBacktest.run(
                request(
                        new Sizing.Fixed(Quantity.of("1")),
                        FillTiming.CLOSE,
                        "1000",
                        new PortfolioMarket(
                                instrument("A", "0"),
                                minutes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
                                List.of(
                                        new Lane(watching("base", base::add), Timeframe.M1),
                                        new Lane(
                                                watching(
                                                        "higher",
                                                        bar ->
                                                                seen.add(
                                                                        base.size()
                                                                                + ": close "
                                                                                + bar.closePrice()
                                                                                + " at "
                                                                                + bar.closeTime())),
                                                Timeframe.M5)))));

        assertThat(seen)
                .containsExactly(
                        "5: close 5 at 2024-01-01T00:05:00Z",
                        "10: close 10 at 2024-01-01T00:10:00Z");
    }

    /** The future cannot matter: cutting it off leaves all trades that were closed before. */
    @Test
    void tradesOfThePastDoNotHangOnTheFuture() {
        BarSeries whole = BarFile.load(SharedData.require("crypto_ltcbtc_5m.csv")).series();
        long cut = whole.openMillis(4_000);
        List<RoundTrip> all = trades(whole);
        List<RoundTrip> before = trades(whole.between(Long.MIN_VALUE, cut));

        List<RoundTrip> closedBefore =
                all.stream()
                        .filter(trade ->
                                trade.exitTime()
                                        .filter(exit -> exit.toEpochMilli() < cut)
                                        .isPresent())
                        .toList();
        assertThat(closedBefore).hasSizeGreaterThan(10);
        assertThat(before.subList(0, closedBefore.size())).isEqualTo(closedBefore);
    }

    @Test
    void theSameRequestGivesTheSameResult() {
        BarSeries eth = BarFile.load(SharedData.require("crypto_ethbtc_5m.csv")).series();
        BarSeries xmr = BarFile.load(SharedData.require("crypto_xmrbtc_5m.csv")).series();
        PortfolioRequest request =
                request(
                        new Sizing.PercentOfEquity(new BigDecimal("0.4")),
                        FillTiming.NEXT_OPEN,
                        "10",
                        market(instrument("ETH", "0.001"), eth, CROSS, Timeframe.parse("15m")),
                        market(instrument("XMR", "0.001"), xmr, CROSS, Timeframe.H1));

        PortfolioResult once = PortfolioBacktest.run(request);
        PortfolioResult again = PortfolioBacktest.run(request);

        assertThat(once.trades()).isNotEmpty().isEqualTo(again.trades());
        assertThat(once.curve().toArray()).isEqualTo(again.curve().toArray());
        Money sum = once.trades().stream().map(RoundTrip::pnl).reduce(usd("0"), Money::plus);
        assertThat(usd("10").plus(sum)).isEqualTo(once.finalEquity());
    }

    @Test
    void refusesATimeframeThatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        market(
                                instrument("A", "0"),
                                minutes(0, 1, 1),
                                HOLD,
                                Timeframe.parse("90s")))
                .withMessage("timeframe of a lane on A must be a multiple of 1m, was 90s");
    }

    private static List<RoundTrip> trades(BarSeries bars) {
        return PortfolioBacktest.run(
                        request(
                                new Sizing.Fixed(Quantity.of("1")),
                                FillTiming.NEXT_OPEN,
                                "1000",
                                new PortfolioMarket(
                                        instrument("LTC", "0.001"),
                                        bars,
                                        List.of(
                                                new Lane(CROSS, Timeframe.M5),
                                                new Lane(CROSS, Timeframe.H1)))))
                .trades();
    }

    private static StrategyChoice watching(String name, Consumer<Bar> watcher) {
        return new StrategyChoice(
                new StrategyDefinition(
                        name,
                        "Looks on.",
                        List.of(),
                        (_, _) ->
                                bar -> {
                                    watcher.accept(bar);
                                    return Optional.empty();
                                }),
                Map.of());
    }

    private static PortfolioRequest request(
            Sizing sizing, FillTiming timing, String capital, PortfolioMarket... markets) {
        return new PortfolioRequest(
                List.of(markets),
                usd(capital),
                sizing,
                timing,
                VenueModel.PLAIN,
                RiskPolicy.UNLIMITED);
    }

    private static PortfolioMarket market(
            Instrument instrument, BarSeries bars, StrategyChoice strategy) {
        return market(instrument, bars, strategy, bars.format().timeframe());
    }

    private static PortfolioMarket market(
            Instrument instrument, BarSeries bars, StrategyChoice strategy, Timeframe timeframe) {
        return new PortfolioMarket(instrument, bars, List.of(new Lane(strategy, timeframe)));
    }

    private static Instrument instrument(String symbol, String fee) {
        return Instrument.spot(
                InstrumentId.of(symbol),
                Asset.of(symbol),
                Script.USD,
                TradingRules.FINEST,
                FeeRates.flat(new BigDecimal(fee)));
    }

    /** One-minute bars from a minute on, each opening where the one before closed. */
    private static BarSeries minutes(int from, int... closes) {
        BarFormat format = new BarFormat(Timeframe.M1, 0, 0);
        BarSeries.Builder series = BarSeries.builder(format);
        long open = closes[0];
        for (int i = 0; i < closes.length; i++) {
            series.add(
                    new Bar(
                            format,
                            START + (from + i) * 60_000L,
                            open,
                            Math.max(open, closes[i]),
                            Math.min(open, closes[i]),
                            closes[i],
                            0));
            open = closes[i];
        }
        return series.build();
    }

    private static Money usd(String amount) {
        return Money.of(Script.USD, amount);
    }
}
