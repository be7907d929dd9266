package dev.keel.sim.backtest;

import static dev.keel.sim.backtest.Script.bars;
import static dev.keel.sim.backtest.Script.linear;
import static dev.keel.sim.backtest.Script.says;
import static dev.keel.sim.backtest.Script.spot;
import static dev.keel.sim.backtest.Script.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.performance.RoundTrip;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.signal.Direction;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.strategy.SmaCross;
import dev.keel.sim.cost.CostModel;
import dev.keel.sim.cost.Delay;
import dev.keel.sim.loop.FillTiming;
import dev.keel.sim.matching.SlippageModel;
import dev.keel.sim.tariff.Carry;
import dev.keel.sim.tariff.FeeSchedule;
import dev.keel.sim.tariff.FundingRates;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Costs through the whole pipeline, by hand-computed examples. */
class CostsTest {
    private static final BarSeries FLAT = bars(100, 100, 100, 100, 100, 100, 100, 100);
    private static final Map<Integer, Direction> IN_AND_OUT =
            Map.of(0, Direction.LONG, 2, Direction.EXIT);

    @Test
    void spreadAndSlippageAreInThePrices() {
        CostModel costs =
                CostModel.NONE
                        .withHalfSpread(decimal("0.01"))
                        .withSlippage(new SlippageModel.FixedFraction(decimal("0.02")));

        RoundTrip trade = only(run(costs, spot("0"), IN_AND_OUT));

        assertThat(trade.entry().price()).isEqualTo(Price.of("103"));
        assertThat(trade.exitPrice()).contains(Price.of("97"));
        assertThat(trade.pnl()).isEqualTo(usd("-12"));
    }

    @Test
    void anOrderCostsItsMinimum() {
        CostModel costs =
                CostModel.NONE.withFees(
                        new FeeSchedule(
                                List.of(
                                        new FeeSchedule.Tier(
                                                BigDecimal.ZERO, FeeRates.flat(decimal("0.001")))),
                                decimal("0.1"),
                                decimal("5")));

        RoundTrip trade = only(run(costs, spot("0"), IN_AND_OUT));

        // 200 x 0.001 + 2 x 0.1 = 0.4 an order, at least 5.
        assertThat(trade.fees()).isEqualTo(usd("10"));
        assertThat(trade.pnl()).isEqualTo(usd("-10"));
    }

    @Test
    void aDelayOfABarFillsABarLater() {
        BarSeries rising = bars(100, 101, 102, 103, 104, 105, 106, 107);
        CostModel costs = CostModel.NONE.withDelay(Delay.parse("1bar"));
        BacktestRequest request = request(costs, spot("0"), Map.of(0, Direction.LONG));

        RoundTrip trade = only(Backtest.run(request.withBars(rising)));

        // The signal of the first close is sent at 102 and arrives a minute later, at the close.
        assertThat(trade.entry().price()).isEqualTo(Price.of("103"));
    }

    @Test
    void fundingIsBookedOnTheLedgerAndNotOnTheTrade() {
        BacktestResult result =
                run(
                        CostModel.NONE.withCarry(
                                Carry.of(
                                        new FundingRates.Fixed(
                                                Duration.ofMinutes(1), decimal("0.001")),
                                        BigDecimal.ZERO)),
                        linear("0"),
                        IN_AND_OUT);

        // In at minute 1, out at minute 3: charged at minutes 2 and 3 on 2 x 100.
        assertThat(only(result).pnl()).isEqualTo(usd("0"));
        assertThat(result.carried()).isEqualTo(usd("-0.4"));
        assertThat(result.finalEquity()).isEqualTo(usd("999.6"));
        assertThat(result.curve().toArray()).containsExactly(1000, 1000, 999.8, 999.6);
    }

    @Test
    void aShortReceivesFundingAndPaysForBorrowing() {
        BarSeries days = days(4);
        Carry carry =
                Carry.of(
                        new FundingRates.Fixed(Duration.ofDays(1), decimal("0.001")),
                        decimal("0.0365"));
        BacktestRequest request =
                request(CostModel.NONE.withCarry(carry), linear("0"), Map.of(0, Direction.SHORT))
                        .withBars(days);

        BacktestResult result = Backtest.run(request);

        // Two midnights after the entry: 2 x 100 x (0.001 - 0.0365 / 365), twice.
        assertThat(result.carried()).isEqualTo(usd("0.36"));
    }

    /** The venue must see every bar, also those on which no order waits. */
    @Test
    void sigmaIsMeasuredOnBarsWithoutOrders() {
        BarSeries walk = walk(new SplittableRandom(1), 60);
        CostModel costs =
                CostModel.NONE.withSlippage(
                        new SlippageModel.SquareRoot(
                                BigDecimal.ONE, BigDecimal.ZERO, decimal("0.1"), BigDecimal.ZERO));

        BacktestResult result =
                Backtest.run(request(costs, spot("0"), Map.of(40, Direction.LONG)).withBars(walk));

        assertThat(walk.volume(40)).isPositive();
        assertThat(only(result).entry().price()).isGreaterThan(walk.bar(41).openPrice());
    }

    /** The sum of trades and carry is what equity has changed by, to the last digit. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void twiceTheCostsAreNeverBetterForTheSameTrades(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        CostModel costs =
                CostModel.NONE
                        .withFees(FeeSchedule.flat(FeeRates.flat(fraction(random, 2_000))))
                        .withHalfSpread(fraction(random, 1_000))
                        .withSlippage(
                                random.nextBoolean()
                                        ? new SlippageModel.FixedFraction(fraction(random, 2_000))
                                        : new SlippageModel.SquareRoot(
                                                BigDecimal.ONE,
                                                BigDecimal.ZERO,
                                                decimal("0.01"),
                                                fraction(random, 2_000)))
                        .withCarry(
                                Carry.of(
                                        new FundingRates.Fixed(
                                                Duration.ofMinutes(30),
                                                fraction(random, 400).subtract(decimal("0.0002"))),
                                        fraction(random, 100_000)));
        BacktestRequest plain =
                new BacktestRequest(
                        walk(random, 2_000),
                        linear("0"),
                        new StrategyChoice(SmaCross.DEFINITION, Map.of("fast", "3", "slow", "9")),
                        usd("1000000"),
                        new Sizing.Fixed(Quantity.of("2")),
                        FillTiming.NEXT_OPEN,
                        costs.venue(Timeframe.M1),
                        RiskPolicy.UNLIMITED);
        CostModel dear = costs.times(BigDecimal.TWO);

        BacktestResult once = Backtest.run(plain.withInstrument(costs.on(plain.instrument())));
        BacktestResult twice =
                Backtest.run(
                        plain.withInstrument(dear.on(plain.instrument()))
                                .withVenue(dear.venue(Timeframe.M1)));

        assertThat(once.trades()).hasSizeGreaterThan(50).hasSameSizeAs(twice.trades());
        for (int i = 0; i < once.trades().size(); i++) {
            assertThat(twice.trades().get(i).entryTime())
                    .isEqualTo(once.trades().get(i).entryTime());
            assertThat(twice.trades().get(i).pnl()).isLessThanOrEqualTo(once.trades().get(i).pnl());
        }
        assertThat(twice.finalEquity()).isLessThan(once.finalEquity());
        Money sum = once.trades().stream().map(RoundTrip::pnl).reduce(usd("0"), Money::plus);
        assertThat(usd("1000000").plus(sum).plus(once.carried())).isEqualTo(once.finalEquity());
    }

    private static BacktestResult run(
            CostModel costs, Instrument instrument, Map<Integer, Direction> script) {
        return Backtest.run(request(costs, instrument, script));
    }

    private static BacktestRequest request(
            CostModel costs, Instrument instrument, Map<Integer, Direction> script) {
        return BacktestRequest.of(FLAT, costs.on(instrument), says(script), usd("1000"))
                .withSizing(new Sizing.Fixed(Quantity.of("2")))
                .withVenue(costs.venue(Timeframe.M1));
    }

    private static BarSeries days(int count) {
        BarFormat format = new BarFormat(Timeframe.D1, 0, 0);
        BarSeries.Builder series = BarSeries.builder(format);
        long start = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
        for (int i = 0; i < count; i++) {
            series.add(new Bar(format, start + i * 86_400_000L, 100, 100, 100, 100, 0));
        }
        return series.build();
    }

    private static BarSeries walk(SplittableRandom random, int count) {
        BarFormat format = new BarFormat(Timeframe.M1, 2, 0);
        BarSeries.Builder series = BarSeries.builder(format);
        long start = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
        long price = 10_000;
        for (int i = 0; i < count; i++) {
            long open = price;
            price = Math.max(1_000, price + random.nextInt(-60, 61));
            series.add(
                    new Bar(
                            format,
                            start + i * 60_000L,
                            open,
                            Math.max(open, price),
                            Math.min(open, price),
                            price,
                            random.nextInt(500)));
        }
        return series.build();
    }

    private static BigDecimal fraction(SplittableRandom random, int bound) {
        return BigDecimal.valueOf(1 + random.nextInt(bound), 6);
    }

    private static RoundTrip only(BacktestResult result) {
        assertThat(result.trades()).hasSize(1);
        return result.trades().getFirst();
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
