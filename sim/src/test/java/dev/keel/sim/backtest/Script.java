package dev.keel.sim.backtest;

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
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import dev.keel.core.strategy.StrategyDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Markets and strategies whose every step a test writes down. */
public final class Script {
    public static final Asset USD = BareInstrument.QUOTE;
    public static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private static final BarFormat MINUTES = new BarFormat(Timeframe.M1, 2, 0);
    private static final long MINUTE = 60_000;
    private static final Reason BECAUSE = Reason.of("the test says so");

    private Script() {}

    /** One-minute bars that open and close at these prices, in turn. */
    public static BarSeries bars(int... opensAndCloses) {
        BarSeries.Builder series = BarSeries.builder(MINUTES);
        for (int i = 0; i < opensAndCloses.length; i += 2) {
            long open = opensAndCloses[i] * 100L;
            long close = opensAndCloses[i + 1] * 100L;
            series.add(
                    new Bar(
                            MINUTES,
                            START.toEpochMilli() + i / 2 * MINUTE,
                            open,
                            Math.max(open, close),
                            Math.min(open, close),
                            close,
                            0));
        }
        return series.build();
    }

    /** A strategy that says these things at the closes of the bars with these numbers. */
    public static StrategyChoice says(Map<Integer, Direction> script) {
        StrategyDefinition definition =
                new StrategyDefinition(
                        "script",
                        "Does what the test says.",
                        List.of(),
                        (source, _) -> {
                            int[] next = {0};
                            return bar ->
                                    Optional.ofNullable(script.get(next[0]++))
                                            .map(direction ->
                                                    new Signal(
                                                            source.signalAt(bar),
                                                            direction,
                                                            1,
                                                            1,
                                                            PricePlan.at(bar.closePrice()),
                                                            List.of(BECAUSE)));
                        });
        return new StrategyChoice(definition, Map.of());
    }

    public static Instrument spot(String fee) {
        return Instrument.spot(
                InstrumentId.of("BTC-USD"),
                Asset.of("BTC"),
                USD,
                TradingRules.FINEST,
                FeeRates.flat(new BigDecimal(fee)));
    }

    public static Instrument linear(String fee) {
        return Instrument.linear(
                InstrumentId.of("BTC-PERP"),
                Asset.of("BTC"),
                USD,
                TradingRules.FINEST,
                FeeRates.flat(new BigDecimal(fee)));
    }

    public static Money usd(String amount) {
        return Money.of(USD, amount);
    }
}
