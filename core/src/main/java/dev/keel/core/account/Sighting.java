package dev.keel.core.account;

import dev.keel.core.venue.VenueStatement;
import java.time.Duration;
import java.time.Instant;

/**
 * What a venue stated, and the ledger once the statement had been taken.
 *
 * @param answeredAt our time when the statement came
 * @param settling how far behind the venue's statements may be
 */
public record Sighting(
        VenueStatement statement, AccountState ledger, Instant answeredAt, Duration settling) {}
