package dev.keel.sim.sweep;

import dev.keel.sim.backtest.Backtest;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.BacktestResult;
import dev.keel.sim.sweep.Screening.Screened;
import dev.keel.sim.sweep.Trial.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Runs sweeps. The same request gives the same result whatever the number of threads, and whether
 * it was interrupted or not.
 */
public final class Sweep {
    /** Combinations that are handed to the threads at a time. */
    private static final int BATCH = 256;

    private final SweepRequest request;
    private final SweepBook book;
    private final ExecutorService workers;
    private final SweepListener listener;
    private final Optional<String> obstacle;
    private final Optional<Screening> screening;
    private final Map<Integer, SweepBook.Entry> entries;
    private final int resumed;
    private final int wanted;
    private final AtomicInteger done = new AtomicInteger();

    private Sweep(
            SweepRequest request, SweepBook book, ExecutorService workers, SweepListener listener) {
        this.request = request;
        this.book = book;
        this.workers = workers;
        this.listener = listener;
        this.obstacle = Screening.obstacle(request.base(), request.objective());
        this.screening =
                obstacle.isPresent()
                        ? Optional.empty()
                        : Optional.of(new Screening(request.base(), request.objective()));
        this.entries = new TreeMap<>(book.entries());
        this.resumed = entries.size();
        this.wanted =
                switch (request.search()) {
                    case Search.All() -> request.grid().size();
                    case Search.Random(int count, long _) -> Math.min(count, request.grid().size());
                    case Search.Evolution(int count, long _) ->
                            Math.min(count, request.grid().size());
                };
    }

    /**
     * Runs a sweep and returns when it is done.
     *
     * @param book what is known of it already, and where trials are written down
     * @param workers the threads to use; the caller's own only waits
     * @throws InterruptedException if the thread is interrupted; what is done is in the book
     */
    public static SweepResult run(
            SweepRequest request, SweepBook book, ExecutorService workers, SweepListener listener)
            throws InterruptedException {
        return new Sweep(request, book, workers, listener).run();
    }

    private SweepResult run() throws InterruptedException {
        List<Integer> tried =
                switch (request.search()) {
                    case Search.All() ->
                            tried(IntStream.range(0, request.grid().size()).boxed().toList());
                    case Search.Random(int count, long seed) ->
                            tried(RandomDraw.of(request.grid().size(), count, seed));
                    case Search.Evolution(int count, long seed) ->
                            new EvolutionSearch(request, count, seed).run(this::trials);
                };
        List<Trial> trials = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        for (int combination : tried) {
            switch (entryOf(combination)) {
                case SweepBook.Tried(Trial trial) -> trials.add(trial);
                case SweepBook.Refused(int _, String reason) -> refusals.add(reason);
            }
        }
        trials.sort(Trial.bestFirst(request.objective()));
        List<Confirmation> confirmations = confirm(trials);
        return new SweepResult(
                request,
                confirmed(trials, confirmations),
                refusals.size(),
                refusals.stream().findFirst(),
                confirmations,
                Math.min(resumed, tried.size()),
                obstacle);
    }

    private List<Integer> tried(List<Integer> combinations) throws InterruptedException {
        trials(combinations);
        return combinations;
    }

    /** Tries combinations; what is known is not tried again. */
    private List<SweepBook.Entry> trials(List<Integer> combinations) throws InterruptedException {
        List<Integer> open = combinations.stream().filter(this::isUnknown).distinct().toList();
        done.addAndGet(combinations.size() - open.size());
        for (int from = 0; from < open.size(); from += BATCH) {
            List<Integer> batch = open.subList(from, Math.min(open.size(), from + BATCH));
            List<SweepBook.Entry> _ =
                    all(
                            batch.stream()
                                    .<Callable<SweepBook.Entry>>map(i -> () -> kept(entry(i)))
                                    .toList());
        }
        return combinations.stream().map(this::entryOf).toList();
    }

    /** What is done is written down at once: that is all an interruption leaves. */
    private SweepBook.Entry kept(SweepBook.Entry entry) {
        synchronized (book) {
            entries.put(entry.index(), entry);
            book.write(List.of(entry));
        }
        tell();
        return entry;
    }

    private boolean isUnknown(int combination) {
        return !entries.containsKey(combination);
    }

    private SweepBook.Entry entryOf(int combination) {
        SweepBook.Entry entry = entries.get(combination);
        if (entry == null) {
            throw new IllegalStateException("combination " + combination + " must have been tried");
        }
        return entry;
    }

    private SweepBook.Entry entry(int combination) {
        BacktestRequest backtest;
        try {
            backtest = request.backtest(combination);
        } catch (IllegalArgumentException e) {
            return new SweepBook.Refused(combination, String.valueOf(e.getMessage()));
        }
        Trial trial =
                screening
                        .flatMap(quick -> quick.run(backtest.strategy(), backtest))
                        .map(screened -> trial(combination, screened))
                        .orElseGet(() -> full(combination, backtest));
        return new SweepBook.Tried(trial);
    }

    private void tell() {
        listener.onProgress(done.incrementAndGet(), wanted);
    }

    private Trial trial(int combination, Screened screened) {
        return new Trial(
                combination,
                request.grid().at(combination),
                screened.objective(),
                screened.finalEquity(),
                screened.fills(),
                Method.SCREENED,
                screened.path());
    }

    private Trial full(int combination, BacktestRequest backtest) {
        BacktestResult result = Backtest.run(backtest);
        return new Trial(
                combination,
                request.grid().at(combination),
                request.objective().of(result.performance()),
                result.finalEquity().toDouble(),
                result.counts().buys() + result.counts().sells(),
                Method.FULL,
                EquityPath.of(result.curve()));
    }

    private List<Confirmation> confirm(List<Trial> bestFirst) throws InterruptedException {
        List<Trial> screened =
                bestFirst.stream()
                        .limit(request.confirmed())
                        .filter(trial -> trial.method() == Method.SCREENED)
                        .toList();
        List<Trial> full =
                all(
                        screened.stream()
                                .<Callable<Trial>>map(trial ->
                                        () -> full(trial.index(), request.backtest(trial.index())))
                                .toList());
        return IntStream.range(0, full.size())
                .mapToObj(i -> new Confirmation(screened.get(i), full.get(i)))
                .toList();
    }

    /** The trials, the confirmed ones as the whole pipeline has them. */
    private List<Trial> confirmed(List<Trial> trials, List<Confirmation> confirmations) {
        Map<Integer, Trial> full = new TreeMap<>();
        confirmations.forEach(pair -> full.put(pair.full().index(), pair.full()));
        return trials.stream()
                .map(trial -> full.getOrDefault(trial.index(), trial))
                .sorted(Trial.bestFirst(request.objective()))
                .toList();
    }

    private <T> List<T> all(List<Callable<T>> tasks) throws InterruptedException {
        List<T> results = new ArrayList<>();
        for (Future<T> future : workers.invokeAll(tasks)) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException("a trial failed", e.getCause());
            }
        }
        return results;
    }
}
