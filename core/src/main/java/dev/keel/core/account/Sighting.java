package dev.keel.core.account;

import dev.keel.core.venue.VenueStatement;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a venue stated, and the ledger once the statement had been taken.
 *
 * @param answeredAt our time when the statement came
 * @param settling how far behind the venue's statements may be
 * @param earlier the ledger at a sighting that far before this one was asked for; null if there was
 *     none. Where it differs from this ledger, the statement may show what was before
 */
public record Sighting(
        VenueStatement statement,
        AccountState ledger,
        Instant answeredAt,
        Duration settling,
        @Nullable AccountState earlier) {
    /** Of a ledger that has long stood still. */
    public Sighting(
            VenueStatement statement, AccountState ledger, Instant answeredAt, Duration settling) {
        this(statement, ledger, answeredAt, settling, ledger);
    }
}
