package dev.keel.ledger.verify;

import dev.keel.ledger.projection.Row;
import dev.keel.ledger.projection.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Compares replayed rows of one table with the database, a portion at a time, by a key that is a
 * single column within the account.
 */
final class TableCheck {
    private static final int PORTION = 500;

    private final Connection connection;
    private final RowComparison comparison;
    private final Table<?> table;
    private final Key key;
    private final Map<Object, Row> waiting = new HashMap<>();
    private long checked;

    /**
     * How rows are found.
     *
     * @param column tells rows of the account apart
     * @param arrayType of the column's values
     * @param condition beside the key, with one parameter for the account; empty for none
     */
    record Key(String column, String arrayType, String condition, Function<Object, String> label) {}

    TableCheck(Connection connection, RowComparison comparison, Table<?> table, Key key) {
        this.connection = connection;
        this.comparison = comparison;
        this.table = table;
        this.key = key;
    }

    /** Hands in a row that will not change any more. */
    void add(String account, Row row) throws SQLException {
        waiting.put(row.value(table.indexOf(key.column())).orElseThrow(), row);
        if (waiting.size() >= PORTION) {
            flush(account);
        }
    }

    /** Compares what was handed in. */
    void flush(String account) throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        checked += waiting.size();
        String sql =
                "SELECT "
                        + RowComparison.columns(table)
                        + " FROM "
                        + table.name()
                        + " WHERE "
                        + key.column()
                        + " = ANY (?)"
                        + key.condition();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1, connection.createArrayOf(key.arrayType(), waiting.keySet().toArray()));
            if (!key.condition().isEmpty()) {
                statement.setString(2, account);
            }
            compare(statement);
        }
        for (Object lost : waiting.keySet()) {
            comparison.missing(table, key.label().apply(lost));
        }
        waiting.clear();
    }

    /** How many rows were compared. */
    long checked() {
        return checked;
    }

    private void compare(PreparedStatement statement) throws SQLException {
        List<Object> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Object id = rows.getObject(key.column());
                Row row = waiting.get(id);
                if (row != null) {
                    comparison.compare(row, key.label().apply(id), rows);
                    found.add(id);
                }
            }
        }
        found.forEach(waiting::remove);
    }
}
