package dev.keel.ledger.projection;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountState;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.position.Position;
import java.time.Instant;

/**
 * One event, and the account before and after it.
 *
 * @param sequence of the event
 */
record Moment(long sequence, Instant at, AccountState before, AccountState after) {
    AccountId account() {
        return after.id();
    }

    /** What is held after the event, which must have traded it. */
    Position position(InstrumentId instrument) {
        return after.position(instrument)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "account "
                                        + account()
                                        + " has a trade and no position in "
                                        + instrument));
    }

    /** What was held before the event. */
    Position positionBefore(InstrumentId instrument) {
        return before.position(instrument)
                .orElseGet(() -> Position.flat(position(instrument).instrument()));
    }
}
