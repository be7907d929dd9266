package dev.keel.ledger.view;

import dev.keel.core.account.Difference;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * Differences since a moment.
 *
 * @param entries the latest first, at most {@value LedgerQuery#MAX_LIMIT}
 * @param totals of all since then, in the order of their classes; classes without any are left out
 * @param unresolved how many wait to be resolved, whenever they were found
 */
public record ReconciliationReport(
        Instant since, List<ReconciliationEntry> entries, List<Total> totals, long unresolved) {
    public ReconciliationReport {
        entries = List.copyOf(entries);
        totals = List.copyOf(totals);
    }

    /**
     * The differences of one class.
     *
     * @param impact the sum of what is known to be at stake
     */
    public record Total(Difference.Explanation explanation, long count, BigDecimal impact) {}
}
