package dev.keel.server.orchestrator;

import dev.keel.core.signal.Signal;

/** Where signals of a live market go beside the paper account. */
@FunctionalInterface
public interface SignalTarget {
    /** Nowhere. */
    SignalTarget NONE = _ -> {};

    /** Offers a signal; blocks until what follows is durable. Must not throw. */
    void offer(Signal signal);
}
