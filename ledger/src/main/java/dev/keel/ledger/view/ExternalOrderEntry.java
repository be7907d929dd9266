package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A row of {@code external_order}: an order of others, shown and never touched.
 *
 * @param words the venue's own
 */
public record ExternalOrderEntry(
        AccountId account,
        String symbol,
        String venueOrder,
        Terms terms,
        String words,
        Instant firstSeen,
        Instant updatedAt) {

    /** What was asked, and how much of it has traded. */
    public record Terms(Side side, BigDecimal quantity, BigDecimal filled) {}
}
