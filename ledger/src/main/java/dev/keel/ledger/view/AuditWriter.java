package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import dev.keel.ledger.database.LedgerDatabase;
import java.sql.PreparedStatement;

/**
 * Writes down what people took upon themselves, where no table changes that the database audits.
 */
public final class AuditWriter {
    private static final String WRITE =
            "INSERT INTO audit_log (who, action, scope, detail) VALUES (?, ?, ?, ?)";

    private final Queries queries;

    public AuditWriter(LedgerDatabase database) {
        this.queries = new Queries(database);
    }

    /**
     * An account trades real money over a connector that is not certified; durable when this
     * returns.
     */
    public void acceptedUncertified(AccountId account, String who, String detail) {
        write(who, "uncertified_accepted", account, detail);
    }

    private void write(String who, String action, AccountId account, String detail) {
        int _ =
                queries.inTransaction(
                        "write the audit",
                        connection -> {
                            try (PreparedStatement write = connection.prepareStatement(WRITE)) {
                                write.setString(1, who);
                                write.setString(2, action);
                                write.setString(3, "account:" + account);
                                write.setString(4, detail);
                                return write.executeUpdate();
                            }
                        });
    }
}
