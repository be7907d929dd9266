package dev.keel.sim.sweep;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.strategy.SmaCross;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.grid.Axis;
import dev.keel.sim.grid.Objective;
import dev.keel.sim.market.SyntheticMarket;
import dev.keel.sim.market.SyntheticSettings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sweeps for tests. */
final class Sweeps {
    private static final Asset USD = Asset.of("USD");
    private static final BarFormat MINUTES = new BarFormat(Timeframe.M1, 2, 0);

    private Sweeps() {}

    static BarSeries market(long seed, int bars) {
        return SyntheticMarket.series(
                SyntheticSettings.of(
                        MINUTES, Instant.parse("2024-01-01T00:00:00Z"), Price.of("100")),
                seed,
                bars);
    }

    /** sma-cross, all cash, fee 0.1 %. */
    static BacktestRequest crossing(BarSeries bars) {
        Instrument instrument =
                Instrument.spot(
                        InstrumentId.of("TEST"),
                        Asset.of("UNITS"),
                        USD,
                        TradingRules.FINEST,
                        FeeRates.flat(new BigDecimal("0.001")));
        return BacktestRequest.of(
                bars,
                instrument,
                new StrategyChoice(SmaCross.DEFINITION, Map.of()),
                Money.of(USD, "100000"));
    }

    static SweepRequest sweep(Objective objective, String... axes) {
        return SweepRequest.of(
                crossing(market(7, 3_000)),
                List.of(axes).stream().map(Axis::parse).toList(),
                objective);
    }

    static SweepResult run(SweepRequest request) throws InterruptedException {
        return run(request, SweepBook.none());
    }

    static SweepResult run(SweepRequest request, SweepBook book) throws InterruptedException {
        try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
            return Sweep.run(request, book, workers, (_, _) -> {});
        }
    }
}
