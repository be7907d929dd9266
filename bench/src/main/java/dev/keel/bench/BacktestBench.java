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
import java.lang.ref.Reference;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Bars per second of sma-cross through the whole pipeline, beside a bare loop over arrays: once
 * trading all the time, once hardly ever. And what the bars and the run take of the heap.
 */
final class BacktestBench {
    private static final BigDecimal FEE = new BigDecimal("0.001");
    private static final String CAPITAL = "1000000000";

    /** The averages of a strategy that trades on one bar in some twenty of a minute's market. */
    private static final Averages BUSY = new Averages(10, 30);

    /** Of one that trades on one bar in some two thousand. */
    private static final Averages RARE = new Averages(1_000, 2_000);

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
        BarSeries once = BarFile.load(file).series();
        BarSeries bars = repeated(once);
        long with = HeapUse.bytes();
        double seriesBytes = bytesMore(once, with);
        double without = with - seriesBytes;
        Instrument instrument = BareInstrument.of(file, TradingRules.FINEST, FeeRates.flat(FEE));
        double runBytes = runBytes(request(bars, instrument, BUSY), without);
        double perMillion = 1.0 / bars.size();
        Columns columns = Columns.of(bars);
        return new BenchResult(
                "backtest",
                "bars per second",
                "sma-cross, one unit a trade, filled at the next open, fee 0.1 %, through signal, gate, sizing,"
                        + " risk, order, matching, fill and ledger in memory, against a hand-written loop over double[];"
                        + " best of "
                        + rounds,
                Machine.here(),
                List.of(
                        measured(
                                request(bars, instrument, BUSY),
                                columns,
                                BUSY,
                                Map.of(
                                        "seriesMegabytesPerMillionBars",
                                        seriesBytes * perMillion,
                                        "runMegabytesPerMillionBars",
                                        runBytes * perMillion)),
                        measured(request(bars, instrument, RARE), columns, RARE, Map.of())));
    }

    private static BacktestRequest request(BarSeries bars, Instrument instrument, Averages of) {
        Map<String, String> parameters = Map.of("fast", "" + of.fast, "slow", "" + of.slow);
        return BacktestRequest.of(
                        bars,
                        instrument,
                        new StrategyChoice(SmaCross.DEFINITION, parameters),
                        Money.of(instrument.quote(), CAPITAL))
                .withSizing(new Sizing.Fixed(Quantity.of("1")));
    }

    private BenchResult.Scenario measured(
            BacktestRequest request, Columns columns, Averages of, Map<String, Double> figures) {
        int bars = columns.open.length;
        double ours = 0;
        double limit = 0;
        String agreed = "";
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            BacktestResult result = Backtest.run(request);
            long middle = System.nanoTime();
            HandLoop.Outcome outcome =
                    HandLoop.run(
                            columns.open,
                            columns.close,
                            of.fast,
                            of.slow,
                            Double.parseDouble(CAPITAL),
                            FEE.doubleValue());
            long end = System.nanoTime();
            ours = Math.max(ours, bars * 1e9 / (middle - start));
            limit = Math.max(limit, bars * 1e9 / (end - middle));
            agreed = requireAgreement(result, outcome, bars);
        }
        return new BenchResult.Scenario(of.toString(), ours, limit, agreed, figures);
    }

    private static String requireAgreement(
            BacktestResult result, HandLoop.Outcome outcome, int bars) {
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
                "both: %,d fills in %,d bars, final equity %s",
                trades,
                bars,
                result.finalEquity().toPlainString());
    }

    /** What one more copy of the bars takes: reading the file leaves nothing behind by then. */
    private double bytesMore(BarSeries once, long before) {
        BarSeries second = repeated(once);
        try {
            return HeapUse.bytes() - before;
        } finally {
            Reference.reachabilityFence(second);
        }
    }

    /**
     * What is alive near the end of a run, beyond what was there before the bars: bars, journal,
     * account, equity curve.
     */
    private static double runBytes(BacktestRequest request, double without) {
        int bars = request.bars().size();
        double[] most = new double[1];
        BacktestResult result =
                Backtest.run(
                        request,
                        done -> {
                            if (done + Backtest.BARS_BETWEEN_NEWS > bars) {
                                most[0] = HeapUse.bytes() - without;
                            }
                        });
        try {
            return Math.max(most[0], HeapUse.bytes() - without);
        } finally {
            // Its curve and trades count.
            Reference.reachabilityFence(result);
        }
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

    /** The lengths of the two averages of sma-cross. */
    private record Averages(int fast, int slow) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "sma-cross(%d, %d)", fast, slow);
        }
    }

    /** The bars as the hand-written loop takes them. */
    @SuppressWarnings("ArrayRecordComponent") // two arrays to hand on, never compared
    private record Columns(double[] open, double[] close) {
        static Columns of(BarSeries bars) {
            double[] open = new double[bars.size()];
            double[] close = new double[bars.size()];
            for (int i = 0; i < open.length; i++) {
                open[i] = bars.bar(i).openValue();
                close[i] = bars.closeValue(i);
            }
            return new Columns(open, close);
        }
    }
}
