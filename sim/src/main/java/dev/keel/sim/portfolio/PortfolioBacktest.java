package dev.keel.sim.portfolio;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.AccountState;
import dev.keel.core.account.DeclineReason;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.execution.AccountRunner;
import dev.keel.core.execution.RunnerPorts;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.journal.MemoryJournal;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import dev.keel.core.performance.EquityCurve;
import dev.keel.core.performance.RoundTrip;
import dev.keel.core.performance.RoundTrips;
import dev.keel.core.position.Position;
import dev.keel.sim.backtest.BacktestCounts;
import dev.keel.sim.loop.MarketClock;
import dev.keel.sim.loop.Settling;
import dev.keel.sim.loop.SimulatedAccount;
import dev.keel.sim.loop.SimulatedSituations;
import dev.keel.sim.matching.MatchingVenues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;

/**
 * Tests strategies on several markets and timeframes together, through the same account, runner,
 * risk and matching as a test on one market, on the calling thread.
 */
public final class PortfolioBacktest {
    private static final AccountId ACCOUNT = new AccountId("backtest");
    private static final Duration CONFIRMATION_WINDOW = Duration.ofMinutes(1);
    private static final int BARS_BETWEEN_NEWS = 1 << 14;

    private final PortfolioRequest request;
    private final MemoryJournal journal = new MemoryJournal();
    private final MarketClock clock;
    private final MatchingVenues venues;
    private final SimulatedSituations situations;
    private final List<MarketLoop> loops = new ArrayList<>();

    private PortfolioBacktest(PortfolioRequest request) {
        this.request = request;
        this.clock = new MarketClock(Instant.ofEpochMilli(firstOpen(request)));
        this.venues = new MatchingVenues(request.venue(), clock);
        this.situations = new SimulatedSituations(clock);
    }

    /** What comes next on a market: the open or the close of a bar. */
    private record Step(long millis, boolean opens, int market, int bar)
            implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            int byTime = Long.compare(millis, other.millis);
            if (byTime != 0) {
                return byTime;
            }
            // Bars close before others open.
            int byKind = Boolean.compare(opens, other.opens);
            return byKind != 0 ? byKind : Integer.compare(market, other.market);
        }
    }

    /**
     * Runs a test.
     *
     * @throws IllegalArgumentException if a strategy refuses its parameters or the bars
     */
    public static PortfolioResult run(PortfolioRequest request) {
        return run(request, _ -> {});
    }

    /**
     * Runs a test and tells how far it has come.
     *
     * @param news takes the number of bars that are done, now and then
     */
    public static PortfolioResult run(PortfolioRequest request, IntConsumer news) {
        return new PortfolioBacktest(request).run(news);
    }

    private PortfolioResult run(IntConsumer news) {
        AccountRunner runner = openAccount();
        SimulatedAccount account = SimulatedAccount.of(runner, venues, Settling.DIRECT);
        for (PortfolioMarket market : request.markets()) {
            loops.add(new MarketLoop(market, account, clock, request.timing()));
        }
        EquityCurve curve = play(account, news);
        Money equity = Account.equity(runner.state(), situations.now(account.venue()));
        List<AccountEvent> events =
                journal.read(ACCOUNT, 0).stream().map(RecordedEvent::event).toList();
        List<RoundTrip> trades = RoundTrips.of(events).toList(this::lastClose);
        return new PortfolioResult(request, trades, equity, curve, counts(events));
    }

    private EquityCurve play(SimulatedAccount account, IntConsumer news) {
        int bars = request.markets().stream().mapToInt(market -> market.bars().size()).sum();
        EquityCurve.Builder curve =
                EquityCurve.builder(request.capital().toDouble(), firstOpen(request), bars);
        PriorityQueue<Step> steps = new PriorityQueue<>();
        for (int market = 0; market < loops.size(); market++) {
            steps.add(new Step(series(market).openMillis(0), true, market, 0));
        }
        int done = 0;
        Step step;
        while ((step = steps.poll()) != null) {
            play(step, steps);
            if (step.opens) {
                continue;
            }
            Step next = steps.peek();
            boolean lastClose = next == null || next.opens || next.millis > step.millis;
            if (lastClose) {
                mark(curve, step.millis, account);
            }
            done++;
            if (done % BARS_BETWEEN_NEWS == 0) {
                news.accept(done);
            }
        }
        return curve.build();
    }

    /** Plays a step, and queues what comes after it on its market; never before now. */
    private void play(Step step, PriorityQueue<Step> steps) {
        BarSeries series = series(step.market);
        MarketLoop loop = loops.get(step.market);
        if (step.opens) {
            loop.onOpen(series.bar(step.bar));
            long close = series.openMillis(step.bar) + series.format().timeframe().toMillis();
            steps.add(new Step(Math.max(close, step.millis), false, step.market, step.bar));
        } else {
            loop.onClose(series.bar(step.bar));
            int next = step.bar + 1;
            if (next < series.size()) {
                long open = Math.max(series.openMillis(next), step.millis);
                steps.add(new Step(open, true, step.market, next));
            }
        }
    }

    private void mark(EquityCurve.Builder curve, long millis, SimulatedAccount account) {
        AccountState state = account.runner().state();
        int open = 0;
        for (Position position : state.positions()) {
            open += position.isFlat() ? 0 : 1;
        }
        Money equity =
                open == 0 ? state.cash() : Account.equity(state, situations.now(account.venue()));
        curve.add(millis, equity.toDouble(), open);
    }

    private AccountRunner openAccount() {
        RunnerPorts ports = new RunnerPorts(journal, venues, situations, Runnable::run);
        AccountSettings settings =
                new AccountSettings(
                        ExecutionMode.PAPER_TRADING,
                        request.sizing(),
                        request.policy(),
                        CONFIRMATION_WINDOW);
        AccountProfile profile = new AccountProfile(ACCOUNT, request.capital().asset(), 1);
        Situation nothingKnown =
                new Situation(
                        clock.instant(),
                        _ -> Optional.empty(),
                        null,
                        TradingSwitch.Enabled.INSTANCE);
        AccountRunner runner =
                AccountRunner.open(new AccountCommand.Open(profile, settings), nothingKnown, ports);
        submit(runner, new AccountCommand.MoveFunds(request.capital(), "capital"));
        for (PortfolioMarket market : request.markets()) {
            submit(runner, new AccountCommand.ListInstrument(market.instrument()));
        }
        return runner;
    }

    private static void submit(AccountRunner runner, AccountCommand command) {
        runner.submit(command).toCompletableFuture().join();
    }

    private BacktestCounts counts(List<AccountEvent> events) {
        Map<DeclineReason, Integer> declined = new EnumMap<>(DeclineReason.class);
        Map<OrderId, Side> untraded = new HashMap<>();
        int executed = 0;
        int buys = 0;
        int sells = 0;
        for (AccountEvent event : events) {
            if (event instanceof AccountEvent.OrderChanged changed) {
                if (changed.change() instanceof OrderChange.Filled) {
                    // Only an order's first fill finds its side.
                    Side side = untraded.remove(changed.order());
                    buys += side == Side.BUY ? 1 : 0;
                    sells += side == Side.SELL ? 1 : 0;
                }
            } else if (event instanceof AccountEvent.OrderPlaced placed) {
                untraded.put(placed.order(), placed.request().side());
            } else if (event instanceof AccountEvent.SignalExecuted) {
                executed++;
            } else if (event instanceof AccountEvent.SignalDeclined lost) {
                declined.merge(lost.reason(), 1, Integer::sum);
            }
        }
        int unheard = loops.stream().mapToInt(MarketLoop::unheard).sum();
        int refused = declined.values().stream().mapToInt(Integer::intValue).sum();
        return new BacktestCounts(executed + refused + unheard, buys, sells, declined, unheard);
    }

    private Price lastClose(InstrumentId instrument) {
        return request.markets().stream()
                .filter(market -> market.instrument().id().equals(instrument))
                .map(PortfolioMarket::bars)
                .map(bars -> bars.bar(bars.size() - 1).closePrice())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no market trades " + instrument));
    }

    private BarSeries series(int market) {
        return request.markets().get(market).bars();
    }

    private static long firstOpen(PortfolioRequest request) {
        return request.markets().stream()
                .mapToLong(market -> market.bars().openMillis(0))
                .min()
                .orElseThrow();
    }
}
