package dev.keel.sim.validate.leak;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.core.signal.Signal;
import dev.keel.core.strategy.Strategy;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.validate.Candidate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The signals of one run of a strategy, by the position of their bars.
 *
 * @param signals by position, counted from 0 = oldest of the run
 * @param failure what the strategy failed with, at the bar where it did; empty if it did not
 */
record SignalTrace(SortedMap<Integer, Signal> signals, Optional<String> failure) {

    /**
     * Runs a strategy over the first bars of a series that it was made for.
     *
     * @param count how many bars it is shown
     */
    static SignalTrace of(Candidate candidate, InstrumentId instrument, BarSeries bars, int count) {
        SortedMap<Integer, Signal> signals = new TreeMap<>();
        int at = 0;
        try {
            StrategyChoice choice = candidate.on(bars);
            Strategy strategy =
                    choice.definition()
                            .create(instrument, bars.format().timeframe(), choice.given());
            for (; at < count; at++) {
                Bar bar = bars.bar(at);
                Optional<Signal> signal = strategy.onBar(bar);
                if (signal.isPresent()) {
                    signals.put(at, signal.get());
                }
            }
        } catch (RuntimeException e) {
            // What a strategy fails with when its future is taken away is a finding, not an error.
            return new SignalTrace(signals, Optional.of("failed at bar " + at + " with " + e));
        }
        return new SignalTrace(signals, Optional.empty());
    }

    /** The signal at a bar, for people. */
    String told(int bar) {
        Signal signal = signals.get(bar);
        if (signal == null) {
            return failure.orElse("no signal");
        }
        StringBuilder text = new StringBuilder(signal.direction().name());
        text.append(" strength ").append(signal.strength());
        text.append(" confidence ").append(signal.confidence());
        text.append(" entry ").append(signal.prices().entry());
        signal.prices().stopPrice().ifPresent(stop -> text.append(" stop ").append(stop));
        signal.prices().targetPrice().ifPresent(target -> text.append(" target ").append(target));
        signal.prices().range().ifPresent(range -> text.append(" range ").append(range));
        signal.reasons().forEach(reason -> text.append("; ").append(reason));
        return text.toString();
    }
}
