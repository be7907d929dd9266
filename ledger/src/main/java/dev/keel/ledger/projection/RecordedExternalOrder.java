package dev.keel.ledger.projection;

import dev.keel.core.account.AccountId;
import dev.keel.core.venue.VenueOrder;
import java.time.Instant;

/** An order of others, as it was shown last, and whether it still is. */
record RecordedExternalOrder(
        AccountId account, long sequence, Instant at, VenueOrder order, boolean working) {}
