package dev.keel.ledger.journal;

import dev.keel.ledger.projection.ColumnType;
import dev.keel.ledger.projection.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes rows of all tables: an array for each column, a statement for each table. */
final class RowWriter {
    private final Connection connection;

    RowWriter(Connection connection) {
        this.connection = connection;
    }

    /**
     * Writes all rows in one round trip.
     *
     * @throws SQLException if the database refuses, or if a row to be changed is not there
     */
    void write(RowBatch rows) throws SQLException {
        List<RowBatch.Group> groups = rows.groups();
        if (groups.isEmpty()) {
            return;
        }
        String sql =
                groups.stream()
                        .map(group -> group.table().sql(group.kind()))
                        .collect(Collectors.joining(";"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (RowBatch.Group group : groups) {
                parameter = bind(statement, parameter, group);
            }
            statement.execute();
            for (RowBatch.Group group : groups) {
                requireWritten(group, statement.getUpdateCount());
                statement.getMoreResults();
            }
        }
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
