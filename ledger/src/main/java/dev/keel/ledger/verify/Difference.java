package dev.keel.ledger.verify;

/**
 * A place where the ledger is not what the events say.
 *
 * @param account its id; empty if it cannot be told
 * @param row what tells the row apart in its table
 * @param column {@code *} for the row as a whole
 * @param ledger what the table holds; {@code (none)} for nothing
 * @param replay what it should hold
 */
public record Difference(
        String account, String table, String row, String column, String ledger, String replay) {
    static final String NONE = "(none)";
    static final String WHOLE_ROW = "*";

    @Override
    public String toString() {
        return "account %s, %s %s, %s: ledger %s, replay %s"
                .formatted(account, table, row, column, ledger, replay);
    }
}
