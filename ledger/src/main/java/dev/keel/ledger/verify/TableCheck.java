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
import java.util.stream.Collectors;

/**
 * Compares replayed rows of one table with the database, a portion at a time, by a key that is one
 * column within the account, or several of which the first is looked up.
 */
final class TableCheck {
    private static final int PORTION = 500;

    private final Connection connection;
    private final RowComparison comparison;
    private final Table<?> table;
    private final Key key;
    private final Map<List<Object>, Row> waiting = new HashMap<>();
    private long checked;

    /**
     * How rows are found.
     *
     * @param column tells rows of the account apart, together with the further ones
     * @param arrayType of the column's values
     * @param further more columns of the key
     * @param condition beside the key, with one parameter for the account; empty for none
     */
    record Key(
            String column,
            String arrayType,
            List<String> further,
            String condition,
            Function<Object, String> label) {
        Key {
            further = List.copyOf(further);
        }

        Key(String column, String arrayType, String condition, Function<Object, String> label) {
            this(column, arrayType, List.of(), condition, label);
        }
    }

    TableCheck(Connection connection, RowComparison comparison, Table<?> table, Key key) {
        this.connection = connection;
        this.comparison = comparison;
        this.table = table;
        this.key = key;
    }

    /** Hands in a row that will not change any more. */
    void add(String account, Row row) throws SQLException {
        List<Object> id = new ArrayList<>();
        id.add(row.value(table.indexOf(key.column())).orElseThrow());
        for (String column : key.further()) {
            id.add(row.value(table.indexOf(column)).orElseThrow());
        }
        boolean full = waiting.size() >= PORTION;
        if (full && waiting.keySet().stream().noneMatch(w -> w.getFirst().equals(id.getFirst()))) {
            flush(account);
        }
        waiting.put(id, row);
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
                    1,
                    connection.createArrayOf(
                            key.arrayType(),
                            waiting.keySet().stream().map(List::getFirst).distinct().toArray()));
            if (!key.condition().isEmpty()) {
                statement.setString(2, account);
            }
            compare(statement);
        }
        for (List<Object> lost : waiting.keySet()) {
            comparison.missing(table, label(lost));
        }
        waiting.clear();
    }

    /** How many rows were compared. */
    long checked() {
        return checked;
    }

    private void compare(PreparedStatement statement) throws SQLException {
        List<List<Object>> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                List<Object> id = new ArrayList<>();
                id.add(rows.getObject(key.column()));
                for (String column : key.further()) {
                    id.add(rows.getObject(column));
                }
                Row row = waiting.get(id);
                if (row != null) {
                    comparison.compare(row, label(id), rows);
                    found.add(id);
                } else if (!key.further().isEmpty()) {
                    comparison.unexpected(table, label(id));
                }
            }
        }
        found.forEach(waiting::remove);
    }

    private String label(List<Object> id) {
        String first = key.label().apply(id.getFirst());
        return id.size() == 1
                ? first
                : id.stream()
                        .skip(1)
                        .map(Object::toString)
                        .collect(Collectors.joining(" ", first + " ", ""));
    }
}
