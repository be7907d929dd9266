package dev.keel.sim.backtest;

import dev.keel.core.account.Account;
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
import dev.keel.core.instrument.Instrument;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.market.BarSeries;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.performance.EquityCurve;
import dev.keel.core.performance.RoundTrip;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.strategy.Strategy;
import dev.keel.sim.loop.MarketClock;
import dev.keel.sim.loop.Settling;
import dev.keel.sim.loop.SimulatedAccount;
import dev.keel.sim.loop.SimulatedSituations;
import dev.keel.sim.loop.TradingLoop;
import dev.keel.sim.matching.MatchingVenues;
import dev.keel.sim.matching.SlippageModel;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Runs backtests: a fresh account with a journal in memory, the matching simulator as its venue,
 * and the trading loop of the paper platform, on the calling thread.
 */
public final class Backtest {
    private static final AccountId ACCOUNT = new AccountId("backtest");

    /** Nobody confirms signals here; the account's settings ask for a window all the same. */
    private static final Duration CONFIRMATION_WINDOW = Duration.ofMinutes(1);

    /** How many bars are played between two tellings of how far a run has come. */
    public static final int BARS_BETWEEN_NEWS = 1 << 14;

    private final BacktestRequest request;
    private final BarSeries bars;
    private final Instrument instrument;
    private final TallyingJournal journal = new TallyingJournal();
    private final MarketClock clock;
    private final MatchingVenues venues;
    private final SimulatedSituations situations;

    private Backtest(BacktestRequest request) {
        this.request = request;
        this.bars = request.bars();
        this.instrument = request.instrument();
        this.clock = new MarketClock(bars.bar(0).openTime());
        this.venues = new MatchingVenues(request.venue(), clock);
        this.situations = new SimulatedSituations(clock);
    }

    /**
     * Runs a backtest.
     *
     * @throws IllegalArgumentException if the strategy refuses its parameters or the bars
     */
    public static BacktestResult run(BacktestRequest request) {
        return run(request, _ -> {});
    }

    /**
     * Runs a backtest and tells how far it has come.
     *
     * @param news takes the number of bars that are done, now and then
     */
    public static BacktestResult run(BacktestRequest request, IntConsumer news) {
        return new Backtest(request).run(news);
    }

    /**
     * Runs a backtest for what the account recorded, in the order in which it did; reading a long
     * record takes longer than making it.
     *
     * @throws IllegalArgumentException if the strategy refuses its parameters or the bars
     */
    public static List<AccountEvent> record(BacktestRequest request) {
        Backtest backtest = new Backtest(request);
        BacktestResult _ = backtest.run(_ -> {});
        return backtest.journal.read(ACCOUNT, 0).stream().map(RecordedEvent::event).toList();
    }

    private BacktestResult run(IntConsumer news) {
        AccountRunner runner = openAccount();
        SimulatedAccount account = SimulatedAccount.of(runner, venues, Settling.DIRECT);
        StrategyChoice choice = request.strategy();
        Strategy strategy =
                journal.inform(
                        choice.definition()
                                .create(
                                        instrument.id(),
                                        bars.format().timeframe(),
                                        choice.given()));
        TradingLoop loop =
                new TradingLoop(instrument.id(), strategy, account, clock, request.timing());
        EquityCurve curve = play(loop, runner, news);
        Price lastClose = bars.bar(bars.size() - 1).closePrice();
        List<RoundTrip> trades = journal.trips().toList(_ -> lastClose);
        Money equity = Account.equity(runner.state(), situations.now(account.venue()));
        BacktestCounts counts = journal.counts(loop.waitingSignal().isPresent() ? 1 : 0);
        return new BacktestResult(request, trades, equity, curve, counts);
    }

    private EquityCurve play(TradingLoop loop, AccountRunner runner, IntConsumer news) {
        EquityMarker marker = new EquityMarker(instrument.id(), runner.state());
        EquityCurve.Builder curve = EquityCurve.over(bars, request.capital().toDouble());
        int done = 0;
        while (done < bars.size()) {
            int next = Math.min(done + BARS_BETWEEN_NEWS, bars.size());
            play(loop, runner, marker, curve, done, next);
            done = next;
            if (done % BARS_BETWEEN_NEWS == 0) {
                news.accept(done);
            }
        }
        return curve.build();
    }

    /** A method of its own for the compiler: one that is called often is compiled best. */
    private void play(
            TradingLoop loop,
            AccountRunner runner,
            EquityMarker marker,
            EquityCurve.Builder curve,
            int from,
            int to) {
        int done = from;
        while (done < to) {
            int next = loop.play(bars, done, to);
            // Bars between two events of the account lie on one line.
            marker.mark(curve, next - 1 - done);
            marker.look(runner.state());
            marker.mark(curve, 1);
            done = next;
        }
    }

    private AccountRunner openAccount() {
        RunnerPorts ports = new RunnerPorts(journal, venues, situations, Runnable::run);
        AccountSettings settings =
                new AccountSettings(
                        ExecutionMode.PAPER_TRADING,
                        sizing(),
                        request.policy(),
                        CONFIRMATION_WINDOW);
        AccountProfile profile = new AccountProfile(ACCOUNT, request.capital().asset(), 1);
        Instant start = bars.bar(0).openTime();
        Situation nothingKnown =
                new Situation(start, _ -> Optional.empty(), null, TradingSwitch.Enabled.INSTANCE);
        AccountRunner runner =
                AccountRunner.open(new AccountCommand.Open(profile, settings), nothingKnown, ports);
        submit(runner, new AccountCommand.MoveFunds(request.capital(), "capital"));
        submit(runner, new AccountCommand.ListInstrument(instrument));
        return runner;
    }

    /**
     * All cash must pay for the slippage too, which the account learns of only when it has
     * happened: {@code 1 / ((1 + fee) x (1 + slippage))} of equity, which is all cash when nothing
     * is held.
     */
    private Sizing sizing() {
        if (!(request.sizing() instanceof Sizing.AllCash)
                || request.venue().slippage() instanceof SlippageModel.None) {
            return request.sizing();
        }
        BigDecimal fraction = request.venue().slippage().worst();
        BigDecimal fee = instrument.fees().taker();
        BigDecimal cost = BigDecimal.ONE.add(fee).multiply(BigDecimal.ONE.add(fraction));
        return new Sizing.PercentOfEquity(
                BigDecimal.ONE.divide(
                        cost,
                        new MathContext(MathContext.DECIMAL128.getPrecision(), RoundingMode.DOWN)));
    }

    private static void submit(AccountRunner runner, AccountCommand command) {
        runner.submit(command).toCompletableFuture().join();
    }
}
