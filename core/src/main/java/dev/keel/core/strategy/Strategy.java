package dev.keel.core.strategy;

import dev.keel.core.market.Bar;
import dev.keel.core.signal.Signal;
import java.util.Optional;

/** A source of signals for one instrument and timeframe. Stateful; used by one thread at a time. */
@FunctionalInterface
public interface Strategy {
    /**
     * Takes the next closed bar and says what follows from it.
     *
     * @param bar the bar after the last one; gaps are possible
     * @return the signal made at the bar's close; empty most of the time
     */
    Optional<Signal> onBar(Bar bar);
}
