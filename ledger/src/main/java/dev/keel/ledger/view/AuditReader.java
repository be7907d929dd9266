package dev.keel.ledger.view;

import dev.keel.ledger.database.LedgerDatabase;
import java.util.List;

/** Reads who turned which switch above the accounts, and who set which limit. */
public final class AuditReader {
    private final Queries queries;

    public AuditReader(LedgerDatabase database) {
        this.queries = new Queries(database);
    }

    /** The latest entries, the latest first. */
    public List<AuditEntry> latest(int limit) {
        LedgerQuery.requireLimit(limit);
        return queries.list(
                "SELECT * FROM audit_log ORDER BY id DESC LIMIT ?",
                row ->
                        new AuditEntry(
                                row.instant("at"),
                                row.text("who"),
                                row.text("action"),
                                row.text("scope"),
                                row.textOrNull("level"),
                                row.textOrNull("detail")),
                limit);
    }
}
