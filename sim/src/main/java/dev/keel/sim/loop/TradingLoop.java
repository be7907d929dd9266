package dev.keel.sim.loop;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountState;
import dev.keel.core.execution.AccountRunner;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarCursor;
import dev.keel.core.market.BarSeries;
import dev.keel.core.signal.Signal;
import dev.keel.core.strategy.Strategy;
import dev.keel.sim.matching.MatchingVenue;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Plays the bars of one market through strategy, venue and account, in the order in which a live
 * market would:
 *
 * <pre>
 * onOpen   the clock shows the open; the venue opens the bar; a signal that waits is offered
 * onClose  the clock shows the close; the venue plays the range, then the close; equity is marked;
 *          the strategy sees the bar; its signal is offered at once, or waits for the next open
 * </pre>
 *
 * <p>After each step the account settles: whatever it orders in answer to a fill is at the venue
 * before the market goes on. Several loops, one per market, may share a clock and an account, if
 * one thread drives them in the order of market time.
 *
 * <p>Used by one thread at a time. Other threads may talk to the account meanwhile.
 */
public final class TradingLoop {
    private static final long NONE = Long.MIN_VALUE;

    private final InstrumentId instrument;
    private final Strategy strategy;
    private final SimulatedAccount account;
    private final AccountRunner runner;
    private final MatchingVenue venue;
    private final MatchingVenue.Passing passing;
    private final MarketClock clock;
    private final FillTiming timing;

    /** The state that was looked at last, and whether bars mean anything to it. */
    private @Nullable AccountState seen;

    private boolean hearsBars;

    private @Nullable Signal waiting;
    private long openBar = NONE;
    private long lastBar = NONE;

    public TradingLoop(
            InstrumentId instrument,
            Strategy strategy,
            SimulatedAccount account,
            MarketClock clock,
            FillTiming timing) {
        this.instrument = instrument;
        this.strategy = strategy;
        this.account = account;
        this.runner = account.runner();
        this.venue = account.venue();
        this.passing = venue.passing(instrument);
        this.clock = clock;
        this.timing = timing;
    }

    /**
     * Shows a bar of the past to the strategy alone, before the first one that is played.
     *
     * <p>Signals of the past are not offered, but for one: where signals wait for the next open,
     * that of the last bar is offered at the first open. If the account had it before a restart, it
     * changes nothing.
     *
     * @throws IllegalArgumentException if bars do not come in order
     */
    public void warmUp(Bar bar) {
        requireLater(bar.openMillis());
        lastBar = bar.openMillis();
        Optional<Signal> signal = strategy.onBar(bar);
        waiting = timing == FillTiming.NEXT_OPEN ? signal.orElse(null) : null;
    }

    /**
     * A bar opens.
     *
     * @param bar only its time and open are looked at
     * @throws IllegalArgumentException if bars do not come in order
     * @throws IllegalStateException if the account is suspended
     */
    public void onOpen(Bar bar) {
        requireLater(bar.openMillis());
        openBar = bar.openMillis();
        lastBar = openBar;
        clock.advanceTo(openBar);
        venue.onOpen(instrument, bar);
        account.settle();
        Signal due = waiting;
        if (due != null) {
            waiting = null;
            offer(due);
        }
    }

    /**
     * The bar that opened last closes.
     *
     * @throws IllegalArgumentException if another bar opened last
     * @throws IllegalStateException if the account is suspended
     */
    public void onClose(Bar bar) {
        if (bar.openMillis() != openBar) {
            throw new IllegalArgumentException(
                    "bar must have opened before it closes, was " + bar.openTime());
        }
        openBar = NONE;
        clock.advanceTo(bar.closeMillis());
        venue.onRange(instrument, bar);
        account.settle();
        venue.onClose(instrument, bar);
        mark();
        account.settle();
        requireRunning();
        take(strategy.onBar(bar));
    }

    /**
     * Bars of the past open and close, as if {@link #onOpen} and {@link #onClose} were called for
     * each. Comes back after a bar that may have moved the account, or when all are played.
     *
     * <p>Most bars find no signal that waits, no order at the venue, and an account that bars mean
     * nothing to. On those nothing can happen but that the strategy sees them: they pass at one
     * stretch, and only after the last of them are clock and market moved. Where the account works
     * on threads of its own, others may talk to it meanwhile, and a stretch is one bar.
     *
     * @param from the first bar to play
     * @param to the first not to play; greater than {@code from}
     * @return the first bar that was not played; none before the last that was moved the account
     * @throws IllegalArgumentException if bars do not come in order
     * @throws IllegalStateException if the account is suspended
     */
    public int play(BarSeries series, int from, int to) {
        account.settle();
        if (waiting == null && passing.isQuiet() && !hearsBars()) {
            boolean alone = account.settling() == Settling.DIRECT;
            return pass(series, from, alone ? to : from + 1);
        }
        Bar bar = series.bar(from);
        onOpen(bar);
        onClose(bar);
        return from + 1;
    }

    private int pass(BarSeries series, int from, int to) {
        requireLater(series.openMillis(from));
        requireRunning();
        Optional<Signal> signal = Optional.empty();
        BarCursor bars = new BarCursor(series, from, to);
        while (bars.hasNext() && signal.isEmpty()) {
            strategy.passQuiet(bars);
            if (bars.hasNext()) {
                signal = strategy.onBar(bars.take());
            }
        }
        int next = bars.position();
        lastBar = series.openMillis(next - 1);
        clock.advanceTo(series.closeMillis(next - 1));
        passing.pass(series, next - 1);
        take(signal);
        return next;
    }

    private void take(Optional<Signal> signal) {
        if (signal.isPresent()) {
            if (timing == FillTiming.CLOSE) {
                offer(signal.get());
            } else {
                waiting = signal.get();
            }
        }
    }

    /** The signal that is offered when the next bar opens; of the last bar, it never is. */
    public Optional<Signal> waitingSignal() {
        return Optional.ofNullable(waiting);
    }

    /** Tells the account that time and prices have moved, if that can mean anything to it. */
    private void mark() {
        if (hearsBars()) {
            runner.tell(new AccountCommand.Mark());
        }
    }

    /** Looked at once for every state: states are immutable, and few bars bring a new one. */
    private boolean hearsBars() {
        AccountState state = runner.state();
        if (state != seen) {
            seen = state;
            hearsBars =
                    state.settings().policy().needsEquityMarks() || !state.heldSignals().isEmpty();
        }
        return hearsBars;
    }

    private void offer(Signal signal) {
        try {
            runner.submit(new AccountCommand.OfferSignal(signal)).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "signal " + signal.id() + " could not be offered", e.getCause());
        }
        account.settle();
        requireRunning();
    }

    private void requireRunning() {
        Optional<Throwable> cause = runner.suspension();
        if (cause.isPresent()) {
            throw new IllegalStateException(
                    "account " + runner.state().id() + " is suspended", cause.get());
        }
    }

    private void requireLater(long openMillis) {
        if (openBar != NONE || openMillis <= lastBar) {
            throw new IllegalArgumentException(
                    "bars must come in order, each closed before the next opens, was "
                            + Instant.ofEpochMilli(openMillis));
        }
    }
}
