package dev.keel.ledger.view;

import dev.keel.ledger.database.LedgerDatabase;
import java.time.Instant;

/** When accounts were last held against their venues, in {@code trading_control}. */
public final class ReconciliationMarks {
    private final Queries queries;

    public ReconciliationMarks(LedgerDatabase database) {
        this.queries = new Queries(database);
    }

    /**
     * Writes down that there was a check; blocks.
     *
     * @param consecutiveFailures how many in a row have failed, this one included
     */
    public void checked(Instant at, int consecutiveFailures) {
        var _ =
                queries.list(
                        """
                        UPDATE trading_control SET last_check = ?, consecutive_failures = ?
                        RETURNING id
                        """,
                        row -> row.integer("id"),
                        at,
                        consecutiveFailures);
    }
}
