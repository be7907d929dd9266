package dev.keel.core.order;

import dev.keel.core.signal.SignalId;

/** Who or what asked for an order. */
public sealed interface Origin {
    /** A strategy's signal. */
    record OfSignal(SignalId signal) implements Origin {}

    /** A person or program, through the API. */
    record OfClient(ClientKey key, String who) implements Origin {}

    /**
     * The stop-loss or take-profit of an entry. Orders of one entry cancel each other when one of
     * them fills.
     */
    record OfProtection(OrderId entry) implements Origin {}

    /** A safety rule that takes risk away. */
    record OfSafety(String rule) implements Origin {}
}
