package dev.keel.bench;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Price;
import dev.keel.signals.engine.Experts;
import dev.keel.signals.fusion.FusionSettings;
import dev.keel.signals.scan.ScanMarket;
import dev.keel.signals.scan.ScanRow;
import dev.keel.signals.scan.Scanner;
import dev.keel.sim.market.SyntheticMarket;
import dev.keel.sim.market.SyntheticSettings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/**
 * The time to scan many symbols on five timeframes from nothing to a ranking, on all cores, beside
 * the time to read the same bars.
 */
final class ScannerBench {
    /** Seconds for 500 symbols on 5 timeframes of 500 bars on two cores. */
    private static final double GOAL_SECONDS = 5;

    /** Tells the processor's time, which other programs on a busy machine do not add to. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final List<Timeframe> TIMEFRAMES =
            List.of(
                    Timeframe.M5,
                    Timeframe.ofMinutes(15),
                    Timeframe.H1,
                    Timeframe.ofMinutes(240),
                    Timeframe.D1);

    private final int symbols;
    private final int barsEach;
    private final int rounds;

    /**
     * Sets the benchmark up.
     *
     * @param barsEach bars of every symbol on every timeframe
     * @param rounds measurements of each side; the best counts
     */
    ScannerBench(int symbols, int barsEach, int rounds) {
        this.symbols = symbols;
        this.barsEach = barsEach;
        this.rounds = rounds;
    }

    BenchResult run() {
        List<List<Fed>> work = work();
        double bars = (double) symbols * TIMEFRAMES.size() * barsEach;
        double best = Double.POSITIVE_INFINITY;
        double bestReading = Double.POSITIVE_INFINITY;
        double processor = Double.POSITIVE_INFINITY;
        List<ScanRow> first = List.of();
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (int round = 0; round < rounds; round++) {
                Scanner scanner =
                        new Scanner(markets(work), Experts.ruleBased(), FusionSettings.DEFAULT);
                long start = System.nanoTime();
                double used = onAll(executor, work, fed -> scan(scanner, fed));
                List<ScanRow> top = scanner.top(20);
                long middle = System.nanoTime();
                onAll(executor, work, ScannerBench::read);
                long end = System.nanoTime();
                processor = Math.min(processor, used);
                best = Math.min(best, (middle - start) / 1e9);
                bestReading = Math.min(bestReading, (end - middle) / 1e9);
                requireSame(round == 0 ? top : first, top);
                first = top;
            }
        }
        ScanRow winner = first.getFirst();
        return new BenchResult(
                "scanner",
                "bars per second",
                "a scanner with all rule-based experts, fed from nothing and ranked, one task per"
                        + " symbol on "
                        + threads
                        + " threads, against reading the close of the same bars on as many; best of "
                        + rounds,
                Machine.here(),
                List.of(
                        new BenchResult.Scenario(
                                String.format(
                                        Locale.ROOT,
                                        "%d symbols x %d timeframes x %d bars",
                                        symbols,
                                        TIMEFRAMES.size(),
                                        barsEach),
                                bars / best,
                                bars / bestReading,
                                String.format(
                                        Locale.ROOT,
                                        "the same ranking every round, first is %s; %.2f s, goal for"
                                                + " 500 x 5 x 500 on two cores %.0f s",
                                        winner.market(),
                                        best,
                                        GOAL_SECONDS),
                                Map.of(
                                        "seconds",
                                        best,
                                        "processorSecondsOfAllThreads",
                                        processor,
                                        "goalSeconds",
                                        GOAL_SECONDS))));
    }

    private static void requireSame(List<ScanRow> one, List<ScanRow> other) {
        if (!one.equals(other)) {
            throw new IllegalStateException("two scans of the same bars ranked differently");
        }
    }

    /** Returns the processor time that it took, in seconds. */
    private static double scan(Scanner scanner, List<Fed> symbol) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (Fed fed : symbol) {
            for (int i = 0; i < fed.bars.size(); i++) {
                scanner.onBar(fed.market, fed.bars.bar(i));
            }
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
    }

    private static double read(List<Fed> symbol) {
        double sum = 0;
        for (Fed fed : symbol) {
            for (int i = 0; i < fed.bars.size(); i++) {
                sum += fed.bars.bar(i).closeValue();
            }
        }
        return sum;
    }

    private static double onAll(
            ExecutorService executor, List<List<Fed>> work, ToDoubleFunction<List<Fed>> task) {
        List<Future<Double>> running = new ArrayList<>();
        for (List<Fed> symbol : work) {
            running.add(executor.submit(() -> task.applyAsDouble(symbol)));
        }
        double sum = 0;
        try {
            for (Future<Double> one : running) {
                sum += one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a scan broke off", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the benchmark was interrupted", e);
        }
        return sum;
    }

    private static List<ScanMarket> markets(List<List<Fed>> work) {
        return work.stream().flatMap(List::stream).map(Fed::market).toList();
    }

    private List<List<Fed>> work() {
        List<List<Fed>> work = new ArrayList<>();
        for (int symbol = 0; symbol < symbols; symbol++) {
            InstrumentId instrument = InstrumentId.of("SYM" + symbol);
            List<Fed> frames = new ArrayList<>();
            for (Timeframe timeframe : TIMEFRAMES) {
                SyntheticSettings settings =
                        SyntheticSettings.of(
                                new BarFormat(timeframe, 2, 2),
                                Instant.parse("2024-01-01T00:00:00Z"),
                                Price.of("100.00"));
                BarSeries bars =
                        SyntheticMarket.series(
                                settings, symbol * 31L + timeframe.toMillis(), barsEach);
                frames.add(new Fed(new ScanMarket(instrument, timeframe), bars));
            }
            work.add(frames);
        }
        return work;
    }

    /** A market and what it is fed. */
    private record Fed(ScanMarket market, BarSeries bars) {}
}
