package dev.keel.bench;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Money;
import dev.keel.core.strategy.SmaCross;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.BareInstrument;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.grid.Axis;
import dev.keel.sim.grid.Grid;
import dev.keel.sim.grid.Objective;
import dev.keel.sim.market.BarFile;
import dev.keel.sim.sweep.Search;
import dev.keel.sim.sweep.Sweep;
import dev.keel.sim.sweep.SweepBook;
import dev.keel.sim.sweep.SweepRequest;
import dev.keel.sim.sweep.SweepResult;
import dev.keel.sim.sweep.Trial;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Combinations per second of a sweep's screening on all cores, beside a hand-written loop. */
final class SweepBench {
    private static final BigDecimal FEE = new BigDecimal("0.001");
    private static final String CAPITAL = "1000000";
    private static final int CONFIRMED = 20;
    private static final List<Axis> AXES =
            List.of(Axis.parse("fast=5..24"), Axis.parse("slow=30..49"));

    private final Path file;
    private final int rounds;

    /**
     * Sets the benchmark up.
     *
     * @param rounds measurements of each side; the best counts
     */
    SweepBench(Path file, int rounds) {
        this.file = file;
        this.rounds = rounds;
    }

    BenchResult run() {
        BarSeries bars = BarFile.load(file).series();
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<BenchResult.Scenario> scenarios = new ArrayList<>();
            for (Objective objective : List.of(Objective.TOTAL_RETURN, Objective.SHARPE)) {
                scenarios.add(measure(bars, objective, workers));
            }
            return new BenchResult(
                    "sweep",
                    "combinations per second",
                    "sma-cross, fast 5 to 24 and slow 30 to 49, all cash, next open, fee 0.1 %: the"
                            + " strategy itself screened, against a hand-written loop over double[]"
                            + " that computes the same objective, both on "
                            + threads
                            + " threads; best of "
                            + rounds,
                    Machine.here(),
                    scenarios);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the benchmark was interrupted", e);
        }
    }

    private BenchResult.Scenario measure(
            BarSeries bars, Objective objective, ExecutorService workers)
            throws InterruptedException {
        SweepRequest request = request(bars, objective, 0);
        int combinations = request.grid().size();
        double ours = 0;
        double limit = 0;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            SweepResult screened = sweep(request, workers);
            long middle = System.nanoTime();
            List<AllCashLoop.Outcome> loops = loops(request, bars, objective, workers);
            long end = System.nanoTime();
            ours = Math.max(ours, combinations * 1e9 / (middle - start));
            limit = Math.max(limit, combinations * 1e9 / (end - middle));
            requireAgreement(screened, loops);
        }
        long start = System.nanoTime();
        SweepResult confirmed = sweep(request(bars, objective, CONFIRMED), workers);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!confirmed.agrees() || confirmed.confirmations().size() != CONFIRMED) {
            throw new IllegalStateException("screening and pipeline disagree");
        }
        Trial best = confirmed.trials().getFirst();
        return new BenchResult.Scenario(
                String.format(
                        Locale.ROOT, "%d x %,d bars, %s", combinations, bars.size(), objective),
                ours,
                limit,
                String.format(
                        Locale.ROOT,
                        "best %s: %,.2f; the best %d agree with the whole pipeline",
                        best.parameters(),
                        best.finalEquity(),
                        CONFIRMED),
                Map.of("screening and confirming, seconds", seconds));
    }

    private static SweepResult sweep(SweepRequest request, ExecutorService workers)
            throws InterruptedException {
        return Sweep.run(request, SweepBook.none(), workers, (_, _) -> {});
    }

    private List<AllCashLoop.Outcome> loops(
            SweepRequest request, BarSeries bars, Objective objective, ExecutorService workers)
            throws InterruptedException {
        double[] open = new double[bars.size()];
        double[] close = new double[bars.size()];
        for (int i = 0; i < bars.size(); i++) {
            open[i] = bars.bar(i).openValue();
            close[i] = bars.bar(i).closeValue();
        }
        List<Callable<AllCashLoop.Outcome>> tasks = new ArrayList<>();
        for (int i = 0; i < request.grid().size(); i++) {
            Map<String, String> values = request.grid().at(i);
            int fast = Integer.parseInt(values.getOrDefault("fast", ""));
            int slow = Integer.parseInt(values.getOrDefault("slow", ""));
            AllCashLoop loop =
                    new AllCashLoop(open, close, Double.parseDouble(CAPITAL), FEE.doubleValue());
            tasks.add(
                    objective == Objective.SHARPE
                            ? () -> loop.withReturns(fast, slow)
                            : () -> loop.finalEquityOnly(fast, slow));
        }
        List<AllCashLoop.Outcome> outcomes = new ArrayList<>();
        for (Future<AllCashLoop.Outcome> future : workers.invokeAll(tasks)) {
            try {
                outcomes.add(future.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("the hand-written loop failed", e.getCause());
            }
        }
        return outcomes;
    }

    private static void requireAgreement(SweepResult screened, List<AllCashLoop.Outcome> loops) {
        for (Trial trial : screened.trials()) {
            AllCashLoop.Outcome loop = loops.get(trial.index());
            boolean same =
                    trial.fills() == loop.fills()
                            && Math.abs(trial.finalEquity() - loop.equity())
                                    <= 1e-6 * loop.equity();
            if (!same) {
                throw new IllegalStateException(
                        "the two sides disagree on "
                                + trial.parameters()
                                + ": "
                                + trial.fills()
                                + " and "
                                + loop.fills()
                                + " fills, equity "
                                + trial.finalEquity()
                                + " and "
                                + loop.equity());
            }
        }
    }

    private SweepRequest request(BarSeries bars, Objective objective, int confirmed) {
        Instrument instrument = BareInstrument.of(file, TradingRules.FINEST, FeeRates.flat(FEE));
        return new SweepRequest(
                BacktestRequest.of(
                        bars,
                        instrument,
                        new StrategyChoice(SmaCross.DEFINITION, Map.of()),
                        Money.of(instrument.quote(), CAPITAL)),
                new Grid(AXES),
                new Search.All(),
                objective,
                confirmed);
    }
}
