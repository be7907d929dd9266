package dev.keel.bench;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Money;
import dev.keel.core.money.Quantity;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.strategy.SmaCross;
import dev.keel.sim.backtest.Backtest;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.BacktestResult;
import dev.keel.sim.backtest.BareInstrument;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.market.BarFile;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Bars per second of sma-cross through the whole pipeline, beside a bare loop over arrays. */
final class BacktestBench {
    private static final int FAST = 10;
    private static final int SLOW = 30;
    private static final BigDecimal FEE = new BigDecimal("0.001");
    private static final String CAPITAL = "1000000000";

    private final Path file;
    private final int leastBars;
    private final int rounds;

    /**
     * Sets the benchmark up.
     *
     * @param leastBars the file is played end to end until there are at least as many bars
     * @param rounds measurements of each side; the best counts
     */
    BacktestBench(Path file, int leastBars, int rounds) {
        this.file = file;
        this.leastBars = leastBars;
        this.rounds = rounds;
    }

    BenchResult run() {
        BarSeries bars = repeated(BarFile.load(file).series());
        Instrument instrument = BareInstrument.of(file, TradingRules.FINEST, FeeRates.flat(FEE));
        BacktestRequest request =
                BacktestRequest.of(
                                bars,
                                instrument,
                                new StrategyChoice(
                                        SmaCross.DEFINITION,
                                        Map.of("fast", "" + FAST, "slow", "" + SLOW)),
                                Money.of(instrument.quote(), CAPITAL))
                        .withSizing(new Sizing.Fixed(Quantity.of("1")));
        double[] open = new double[bars.size()];
        double[] close = new double[bars.size()];
        for (int i = 0; i < bars.size(); i++) {
            open[i] = bars.bar(i).openValue();
            close[i] = bars.bar(i).closeValue();
        }
        double ours = 0;
        double limit = 0;
        String agreed = "";
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            BacktestResult result = Backtest.run(request);
            long middle = System.nanoTime();
            HandLoop.Outcome outcome =
                    HandLoop.run(
                            open,
                            close,
                            FAST,
                            SLOW,
                            Double.parseDouble(CAPITAL),
                            FEE.doubleValue());
            long end = System.nanoTime();
            ours = Math.max(ours, bars.size() * 1e9 / (middle - start));
            limit = Math.max(limit, bars.size() * 1e9 / (end - middle));
            agreed = requireAgreement(result, outcome);
        }
        return new BenchResult(
                "backtest",
                "bars per second",
                "sma-cross(10, 30), one unit a trade, filled at the next open, fee 0.1 %, through signal, gate, sizing,"
                        + " risk, order, matching, fill and ledger in memory, against a hand-written loop over double[];"
                        + " best of "
                        + rounds,
                Machine.here(),
                List.of(
                        new BenchResult.Scenario(
                                String.format(Locale.ROOT, "%,d bars", bars.size()),
                                ours,
                                limit,
                                agreed)));
    }

    private static String requireAgreement(BacktestResult result, HandLoop.Outcome outcome) {
        int trades = result.counts().buys() + result.counts().sells();
        double equity = result.finalEquity().toDouble();
        boolean sameEquity =
                Math.abs(equity - outcome.equity()) <= 1e-9 * Math.abs(outcome.equity());
        if (trades != outcome.trades() || !sameEquity) {
            throw new IllegalStateException(
                    "the two sides disagree: "
                            + trades
                            + " and "
                            + outcome.trades()
                            + " fills, equity "
                            + equity
                            + " and "
                            + outcome.equity());
        }
        return String.format(
                Locale.ROOT,
                "both: %,d fills, final equity %s",
                trades,
                result.finalEquity().toPlainString());
    }

    /** The series end to end, each copy right after the one before. */
    private BarSeries repeated(BarSeries once) {
        BarSeries.Builder builder = BarSeries.builder(once.format());
        long span =
                once.openMillis(once.size() - 1)
                        - once.openMillis(0)
                        + once.format().timeframe().toMillis();
        int added = 0;
        for (int copy = 0; added < leastBars; copy++) {
            for (int i = 0; i < once.size(); i++, added++) {
                Bar bar = once.bar(i);
                builder.add(
                        new Bar(
                                bar.format(),
                                bar.openMillis() + copy * span,
                                bar.open(),
                                bar.high(),
                                bar.low(),
                                bar.close(),
                                bar.volume()));
            }
        }
        return builder.build();
    }
}
