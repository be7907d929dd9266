package dev.keel.core.venue;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that moved on the account without a trade.
 *
 * @param id the venue's id of it
 * @param amount above zero came in
 * @param instrument what it was for, such as the contract that funding was paid on
 */
public record Movement(
        String id, Kind kind, Money amount, @Nullable InstrumentId instrument, Instant at) {
    public Movement {
        if (id.isBlank()) {
            throw new IllegalArgumentException("movement id must not be blank");
        }
    }

    /** What money moves for. */
    public enum Kind {
        /** Deposit, withdrawal, or a transfer between wallets. */
        TRANSFER,
        FUNDING,
        /** A fee that no trade carries: borrowing, insurance, market data. */
        FEE,
        /** What is too small to be explained. */
        ROUNDING
    }
}
