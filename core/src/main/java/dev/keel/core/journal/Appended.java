package dev.keel.core.journal;

import dev.keel.core.account.SharedLimit;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** Nothing was written: it adds risk, and a kill switch above the account is thrown. */
    record Halted(TradingSwitch.Halted by) implements Appended {
        /** By the switch that goes further, if both are thrown; empty if neither is. */
        public static Optional<Halted> by(TradingSwitch platform, TradingSwitch user) {
            return Stream.of(platform, user)
                    .filter(TradingSwitch.Halted.class::isInstance)
                    .map(TradingSwitch.Halted.class::cast)
                    .reduce((one, other) -> one.level().includes(other.level()) ? one : other)
                    .map(Halted::new);
        }
    }

    /** Nothing was written: another writer holds the account now, and for good. */
    record Fenced(long token) implements Appended {}

    /** Nothing was written: it adds risk, and a limit that accounts share would be exceeded. */
    record OverLimit(SharedLimit limit) implements Appended {}
}
