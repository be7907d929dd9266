package dev.keel.core.journal;

import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;

/** What became of an append. */
public sealed interface Appended {
    /** It is durable. */
    record Committed() implements Appended {
        public static final Committed INSTANCE = new Committed();
    }

    /**
     * Nothing was written: the account has another sequence than expected, so somebody else writes
     * to it.
     */
    record Conflict(long actualSequence) implements Appended {}

    /** Nothing was written: an order of it has a client key that another order was placed under. */
    record KeyTaken(ClientKey key, OrderId order) implements Appended {}

    /** Nothing was written: it adds risk, and the platform's kill switch is thrown. */
    record Halted(String reason) implements Appended {}
}
