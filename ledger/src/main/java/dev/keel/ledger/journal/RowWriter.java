package dev.keel.ledger.journal;

import dev.keel.ledger.projection.ColumnType;
import dev.keel.ledger.projection.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes rows of all tables: an array for each column, a statement for each table. */
final class RowWriter {
    private static final String COUNT =
            "UPDATE risk_scope AS s SET used = r.used::numeric"
                    + " FROM unnest(?::text[], ?::text[], ?::text[]) AS r (scope, currency, used)"
                    + " WHERE s.scope = r.scope AND s.currency = r.currency";

    private final Connection connection;

    RowWriter(Connection connection) {
        this.connection = connection;
    }

    /**
     * Writes all rows, and what is used of budgets, in one round trip.
     *
     * @throws SQLException if the database refuses, or if a row to be changed is not there
     */
    void write(RowBatch rows, List<Budget> budgets) throws SQLException {
        List<RowBatch.Group> groups = rows.groups();
        if (groups.isEmpty()) {
            return;
        }
        String sql =
                groups.stream()
                                .map(group -> group.table().sql(group.kind()))
                                .collect(Collectors.joining(";"))
                        + (budgets.isEmpty() ? "" : ";" + COUNT);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (RowBatch.Group group : groups) {
                parameter = bind(statement, parameter, group);
            }
            if (!budgets.isEmpty()) {
                bind(statement, parameter, budgets);
            }
            statement.execute();
            for (RowBatch.Group group : groups) {
                requireWritten(group, statement.getUpdateCount());
                statement.getMoreResults();
            }
            if (!budgets.isEmpty() && statement.getUpdateCount() != budgets.size()) {
                throw new SQLException("table risk_scope lost rows that were locked", "23000");
            }
        }
    }

    private void bind(PreparedStatement statement, int parameter, List<Budget> budgets)
            throws SQLException {
        setTexts(statement, parameter, budgets, budget -> budget.scope().name());
        setTexts(statement, parameter + 1, budgets, budget -> budget.scope().currency());
        setTexts(statement, parameter + 2, budgets, budget -> budget.used().toPlainString());
    }

    private void setTexts(
            PreparedStatement statement,
            int parameter,
            List<Budget> budgets,
            Function<Budget, String> text)
            throws SQLException {
        Object[] values = budgets.stream().map(text).toArray();
        statement.setArray(parameter, connection.createArrayOf("text", values));
    }

    private int bind(PreparedStatement statement, int firstParameter, RowBatch.Group group)
            throws SQLException {
        int parameter = firstParameter;
        for (int column : group.table().parameters(group.kind())) {
            ColumnType type = group.table().columns().get(column).type();
            statement.setArray(
                    parameter,
                    connection.createArrayOf(type.element(), elements(group.rows(), column, type)));
            parameter++;
        }
        return parameter;
    }

    private static @Nullable Object[] elements(List<Row> rows, int column, ColumnType type) {
        @Nullable Object[] elements =
                switch (type.element()) {
                    case "int8" -> new Long[rows.size()];
                    case "int4" -> new Integer[rows.size()];
                    case "bool" -> new Boolean[rows.size()];
                    default -> new String[rows.size()];
                };
        for (int i = 0; i < elements.length; i++) {
            elements[i] = rows.get(i).element(column);
        }
        return elements;
    }

    private static void requireWritten(RowBatch.Group group, int written) throws SQLException {
        if (written != group.rows().size()) {
            // The state of a broken constraint: another append may be whole.
            throw new SQLException(
                    "table "
                            + group.table().name()
                            + " lacks rows that were written before: "
                            + written
                            + " of "
                            + group.rows().size()
                            + " are there",
                    "23000");
        }
    }
}
