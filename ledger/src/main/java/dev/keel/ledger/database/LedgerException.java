package dev.keel.ledger.database;

/** The ledger's database cannot be used, or a query failed. Never shows a password. */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }

    public LedgerException(String message) {
        super(message);
    }
}
