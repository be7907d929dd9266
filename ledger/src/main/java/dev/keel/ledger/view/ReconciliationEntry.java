package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.Difference;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code reconciliation_log}: a difference between ledger and venue.
 *
 * @param symbol null for the account as a whole
 * @param details what was seen on both sides, and what was done
 */
public record ReconciliationEntry(
        AccountId account,
        long number,
        @Nullable String symbol,
        Kind kind,
        Sides sides,
        Impact impact,
        String details,
        Times times) {

    /** What differs, and why. */
    public record Kind(Difference.Subject subject, Difference.Explanation explanation) {}

    /**
     * The figures: signed quantities, or cash for balances and funding.
     *
     * @param discrepancy the venue's less the ledger's
     */
    public record Sides(
            @Nullable BigDecimal ledger, @Nullable BigDecimal venue, BigDecimal discrepancy) {}

    /**
     * What follows from it.
     *
     * @param action {@code ledger_adjusted}, {@code manual_review} or {@code trading_stopped}
     * @param amount at stake, in the account's currency; null if not known
     * @param level {@code LOW}, {@code MEDIUM} or {@code HIGH}; null below these
     */
    public record Impact(
            String action,
            boolean tradingStopped,
            @Nullable BigDecimal amount,
            @Nullable String level) {}

    /** When it was found, and when it was explained or gone. */
    public record Times(Instant found, @Nullable Instant resolved) {}
}
