package dev.keel.sim.portfolio;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountState;
import dev.keel.core.execution.AccountRunner;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.signal.Signal;
import dev.keel.core.strategy.Strategy;
import dev.keel.sim.loop.FillTiming;
import dev.keel.sim.loop.MarketClock;
import dev.keel.sim.loop.SimulatedAccount;
import dev.keel.sim.market.Resampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One market of several: plays its bars at the venue and shows them to its lanes, in the steps of
 * {@link dev.keel.sim.loop.TradingLoop}.
 */
final class MarketLoop {
    private final InstrumentId instrument;
    private final SimulatedAccount account;
    private final AccountRunner runner;
    private final MarketClock clock;
    private final FillTiming timing;
    private final List<Watcher> watchers = new ArrayList<>();
    private final List<Signal> waiting = new ArrayList<>();

    /** A strategy, and what makes its bars of those that are played. */
    private record Watcher(Resampler resampler, Strategy strategy) {
        /** The signal of the latest bar that is closed by this one, if any was made. */
        Optional<Signal> see(Bar bar) {
            Optional<Signal> latest = Optional.empty();
            for (Bar closed : resampler.add(bar)) {
                Optional<Signal> signal = strategy.onBar(closed);
                latest = signal.isPresent() ? signal : latest;
            }
            return latest;
        }
    }

    MarketLoop(
            PortfolioMarket market,
            SimulatedAccount account,
            MarketClock clock,
            FillTiming timing) {
        this.instrument = market.instrument().id();
        this.account = account;
        this.runner = account.runner();
        this.clock = clock;
        this.timing = timing;
        for (Lane lane : market.lanes()) {
            Strategy strategy =
                    lane.strategy()
                            .definition()
                            .create(instrument, lane.timeframe(), lane.strategy().given());
            watchers.add(
                    new Watcher(new Resampler(market.bars().format(), lane.timeframe()), strategy));
        }
    }

    /** A bar opens, and the signals that wait are offered. */
    void onOpen(Bar bar) {
        clock.advanceTo(bar.openMillis());
        account.venue().onOpen(instrument, bar);
        account.settle();
        List<Signal> due = List.copyOf(waiting);
        waiting.clear();
        due.forEach(this::offer);
    }

    /** The bar that opened last closes, and every lane sees it. */
    void onClose(Bar bar) {
        clock.advanceTo(bar.closeMillis());
        account.venue().onRange(instrument, bar);
        account.settle();
        account.venue().onClose(instrument, bar);
        mark();
        account.settle();
        requireRunning();
        for (Watcher watcher : watchers) {
            watcher.see(bar).ifPresent(this::take);
        }
    }

    /** Signals that were never offered, since no bar came after them. */
    int unheard() {
        return waiting.size();
    }

    private void take(Signal signal) {
        switch (timing) {
            case CLOSE -> offer(signal);
            case NEXT_OPEN -> waiting.add(signal);
        }
    }

    private void mark() {
        AccountState state = runner.state();
        if (state.settings().policy().needsEquityMarks() || !state.heldSignals().isEmpty()) {
            runner.tell(new AccountCommand.Mark());
        }
    }

    private void offer(Signal signal) {
        runner.submit(new AccountCommand.OfferSignal(signal)).toCompletableFuture().join();
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
}
