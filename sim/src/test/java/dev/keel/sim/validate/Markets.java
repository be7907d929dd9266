package dev.keel.sim.validate;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalId;
import dev.keel.core.strategy.Parameter;
import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.BareInstrument;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.market.SyntheticMarket;
import dev.keel.sim.market.SyntheticSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Markets, conditions and strategies of the tests. */
public final class Markets {
    public static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final BarFormat HOURS = new BarFormat(Timeframe.H1, 2, 0);

    private Markets() {}

    /** A random walk of hours around 100 in which nothing is to be found. */
    public static BarSeries random(long seed, int bars) {
        return SyntheticMarket.series(
                SyntheticSettings.of(HOURS, START, Price.of("100")), seed, bars);
    }

    /** A market whose moves go on: each return is a part of the one before it, and chance. */
    public static BarSeries persistent(long seed, int bars, double part) {
        SplittableRandom random = new SplittableRandom(seed);
        BarSeries.Builder series = BarSeries.builder(HOURS);
        double before = 0;
        long open = 1_000_000;
        for (int i = 0; i < bars; i++) {
            before = part * before + 0.01 * (random.nextDouble() + random.nextDouble() - 1) * 1.7;
            long close = Math.max(100, Math.round(open * Math.exp(before)));
            series.add(
                    new Bar(
                            HOURS,
                            START.toEpochMilli() + i * HOURS.timeframe().toMillis(),
                            open,
                            Math.max(open, close) + 1,
                            Math.min(open, close) - 1,
                            close,
                            100 + random.nextInt(100)));
            open = close;
        }
        return series.build();
    }

    /** All cash into every entry, at a flat fee. */
    public static BacktestRequest request(BarSeries bars, StrategyChoice choice, String fee) {
        return BacktestRequest.of(
                bars, instrument(fee), choice, Money.of(BareInstrument.QUOTE, "100000"));
    }

    public static Instrument instrument(String fee) {
        TradingRules rules =
                new TradingRules(Price.of("0.01"), Quantity.of("0.00000001"), BigDecimal.ZERO);
        return BareInstrument.of(Path.of("test.csv"), rules, FeeRates.flat(new BigDecimal(fee)));
    }

    /** Long after rises over {@code back} bars, out after falls. */
    public static final StrategyDefinition MOMENTUM =
            new StrategyDefinition(
                    "momentum",
                    "Long while the close is above that of some bars ago.",
                    List.of(Parameter.integer("back", "bars", 1, 1, 100)),
                    (source, parameters) -> {
                        int back = parameters.integer("back");
                        long[] closes = new long[back + 1];
                        int[] seen = {0};
                        int[] before = {0};
                        return bar -> {
                            closes[seen[0] % closes.length] = bar.close();
                            seen[0]++;
                            if (seen[0] <= back) {
                                return Optional.empty();
                            }
                            int sign = Long.compare(bar.close(), closes[seen[0] % closes.length]);
                            boolean turned = sign != 0 && sign != before[0];
                            before[0] = sign == 0 ? before[0] : sign;
                            return turned
                                    ? Optional.of(signal(source.signalAt(bar), bar, sign > 0))
                                    : Optional.empty();
                        };
                    });

    /** Enters and leaves by the digits of a hash of the bar: by chance, but the same each time. */
    public static final StrategyDefinition BY_CHANCE =
            new StrategyDefinition(
                    "by-chance",
                    "Enters and leaves by chance.",
                    List.of(
                            Parameter.integer("salt", "which chance", 1, 0, 1_000_000),
                            Parameter.decimal("enter", "probability", "0.1", "0", "1"),
                            Parameter.decimal("leave", "probability", "0.1", "0", "1")),
                    (source, parameters) -> {
                        long salt = parameters.integer("salt");
                        double enter = parameters.number("enter");
                        double leave = parameters.number("leave");
                        return bar -> {
                            SplittableRandom random =
                                    new SplittableRandom(
                                            salt * 1_000_003L
                                                    + bar.close() * 31
                                                    + bar.high() * 17
                                                    + bar.volume());
                            double drawn = random.nextDouble();
                            if (drawn < enter) {
                                return Optional.of(signal(source.signalAt(bar), bar, true));
                            }
                            return drawn > 1 - leave
                                    ? Optional.of(signal(source.signalAt(bar), bar, false))
                                    : Optional.empty();
                        };
                    });

    public static StrategyChoice choice(StrategyDefinition definition, String... given) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < given.length; i += 2) {
            map.put(given[i], given[i + 1]);
        }
        return new StrategyChoice(definition, map);
    }

    private static Signal signal(SignalId id, Bar bar, boolean enters) {
        return new Signal(
                id,
                enters ? Direction.LONG : Direction.EXIT,
                1,
                1,
                PricePlan.at(bar.closePrice()),
                List.of(Reason.of("as the test wants it")));
    }
}
