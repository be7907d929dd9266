package dev.keel.bench;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.execution.AccountRunner;
import dev.keel.core.execution.RunnerPorts;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.journal.Journal;
import dev.keel.core.market.LatestPrices;
import dev.keel.core.market.Quote;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalId;
import dev.keel.core.signal.SignalSource;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.venue.Venue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Accounts that trade as fast as their orders become durable: each offers a signal, waits until the
 * order's intent, acknowledgement and fill are committed, and offers the next. The real gate,
 * sizing, risk (the default policy), runner and journal; only the venue answers at once.
 */
final class OrderLoad {
    private static final Asset USD = Asset.of("USD");
    private static final Price PRICE = Price.of("46000");
    private static final Instrument INSTRUMENT =
            Instrument.spot(
                    InstrumentId.of("BTC-USD"),
                    Asset.of("BTC"),
                    USD,
                    TradingRules.FINEST,
                    FeeRates.NONE);
    private static final SignalSource SOURCE =
            new SignalSource("bench", INSTRUMENT.id(), Timeframe.M1);

    private final InstantSource clock = InstantSource.system();
    private final List<AccountRunner> runners = new ArrayList<>();

    /** Opens the accounts at venues that answer at once. */
    OrderLoad(Journal journal, int firstNumber, int accounts, ExecutorService executor) {
        this(journal, firstNumber, accounts, executor, UnaryOperator.identity());
    }

    /**
     * Opens the accounts.
     *
     * @param distance what stands between an account and its venue, which answers at once
     */
    OrderLoad(
            Journal journal,
            int firstNumber,
            int accounts,
            ExecutorService executor,
            UnaryOperator<Venue> distance) {
        LatestPrices prices = new LatestPrices();
        RunnerPorts ports =
                new RunnerPorts(
                        journal,
                        (_, listener) ->
                                distance.apply(
                                        new InstantVenue(INSTRUMENT, PRICE, clock, listener)),
                        venue -> {
                            Instant now = clock.instant();
                            prices.update(INSTRUMENT.id(), new Quote(PRICE, now, Quantity.ZERO));
                            return new Situation(now, prices, now, TradingSwitch.Enabled.INSTANCE);
                        },
                        executor);
        // Together, so that they share commits.
        List<CompletableFuture<AccountRunner>> opening =
                IntStream.range(firstNumber, firstNumber + accounts)
                        .mapToObj(number ->
                                CompletableFuture.supplyAsync(
                                        () -> open(ports, prices, number), executor))
                        .toList();
        opening.forEach(runner -> runners.add(runner.join()));
    }

    /** No two accounts have the same, so that each order has a size of its own. */
    private static Money capitalOf(int number) {
        return Money.of(USD, Integer.toString(100_000 + number * 10));
    }

    static AccountId accountOf(int number) {
        return AccountId.of("bench-" + number);
    }

    /**
     * Trades for a time.
     *
     * @return durable orders per second
     */
    double run(Duration time) {
        AtomicBoolean stop = new AtomicBoolean();
        LongAdder orders = new LongAdder();
        long start = System.nanoTime();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (AccountRunner runner : runners) {
                clients.execute(() -> trade(runner, stop, orders));
            }
            Pause.of(time);
            stop.set(true);
        }
        return orders.sum() * 1e9 / (System.nanoTime() - start);
    }

    /**
     * Trades at an even pace for a time, the accounts taking turns.
     *
     * @param rate orders per second of all accounts together
     * @param timings takes the times of every order
     */
    void pace(Duration time, double rate, Timings timings) {
        long turn = Math.round(runners.size() * 1e9 / rate);
        long start = System.nanoTime();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < runners.size(); i++) {
                AccountRunner runner = runners.get(i);
                long first = start + turn * i / runners.size();
                results.add(
                        clients.submit(
                                () -> pace(runner, first, turn, start + time.toNanos(), timings)));
            }
            for (Future<?> result : results) {
                join(result);
            }
        }
    }

    private void pace(AccountRunner runner, long first, long turn, long end, Timings timings) {
        for (long next = first; next < end; next += turn) {
            Pause.until(next);
            Direction direction = isFlat(runner) ? Direction.LONG : Direction.EXIT;
            long signalAt = System.nanoTime();
            List<AccountEvent> events =
                    runner.submit(new AccountCommand.OfferSignal(signal(direction)))
                            .toCompletableFuture()
                            .join();
            timings.take(signalAt, events);
            runner.whenIdle().toCompletableFuture().join();
        }
    }

    private static void join(Future<?> result) {
        try {
            result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the benchmark was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an account stopped: " + e.getMessage(), e);
        }
    }

    private static boolean isFlat(AccountRunner runner) {
        return runner.state().positions().stream().allMatch(position -> position.isFlat());
    }

    /** Hands one signal to every account, and waits for none. */
    void offerAll(Direction direction) {
        AccountCommand offer = new AccountCommand.OfferSignal(signal(direction));
        runners.forEach(runner -> runner.tell(offer));
    }

    /** Waits until no account has anything left to do. */
    void awaitIdle() {
        runners.forEach(runner -> runner.whenIdle().toCompletableFuture().join());
    }

    private void trade(AccountRunner runner, AtomicBoolean stop, LongAdder orders) {
        while (!stop.get()) {
            boolean flat = isFlat(runner);
            runner.submit(
                            new AccountCommand.OfferSignal(
                                    signal(flat ? Direction.LONG : Direction.EXIT)))
                    .toCompletableFuture()
                    .join();
            runner.whenIdle().toCompletableFuture().join();
            if (flat == isFlat(runner)) {
                throw new IllegalStateException(
                        "a signal was not executed: " + runner.state().id());
            }
            orders.increment();
        }
    }

    private Signal signal(Direction direction) {
        return new Signal(
                new SignalId(SOURCE, clock.instant()),
                direction,
                1,
                0.5,
                PricePlan.at(PRICE),
                List.of(Reason.of("bench", new Reason.Figure("price", PRICE.toDouble()))));
    }

    private AccountRunner open(RunnerPorts ports, LatestPrices prices, int number) {
        AccountProfile profile = new AccountProfile(accountOf(number), USD, number);
        AccountSettings settings =
                new AccountSettings(
                        ExecutionMode.PAPER_TRADING,
                        new Sizing.PercentOfEquity(new BigDecimal("0.05")),
                        RiskPolicy.DEFAULT,
                        Duration.ofMinutes(1));
        Situation now =
                new Situation(clock.instant(), prices, null, TradingSwitch.Enabled.INSTANCE);
        AccountRunner runner =
                AccountRunner.open(new AccountCommand.Open(profile, settings), now, ports);
        runner.tell(new AccountCommand.MoveFunds(capitalOf(number), "bench"));
        runner.tell(new AccountCommand.ListInstrument(INSTRUMENT));
        runner.whenIdle().toCompletableFuture().join();
        return runner;
    }
}
