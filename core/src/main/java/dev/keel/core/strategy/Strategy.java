package dev.keel.core.strategy;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarCursor;
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

    /**
     * Takes the next closed bars up to the first that may make a signal, which is then given to
     * {@link #onBar}. What is taken here has the same effect as if it had been given there bar by
     * bar.
     *
     * <p>For strategies that see from a figure or two that nothing follows, as it does on most
     * bars: they need not have an object made of each. All others take none.
     *
     * @param bars the first is the bar after the last one
     */
    default void passQuiet(BarCursor bars) {}
}
