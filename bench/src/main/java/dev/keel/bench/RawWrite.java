package dev.keel.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Several statements in one round trip, each for any number of rows whose columns travel as arrays.
 */
final class RawWrite {
    private final List<String> statements = new ArrayList<>();
    private final List<@Nullable String[]> arrays = new ArrayList<>();

    /** Nothing is written where there are no rows. */
    RawWrite insert(String table, List<RawRow> rows) {
        if (rows.isEmpty()) {
            return this;
        }
        List<String> columns = rows.getFirst().columns();
        statements.add(
                "INSERT INTO raw."
                        + table
                        + " ("
                        + String.join(",", columns)
                        + ") SELECT "
                        + casts(rows, columns)
                        + " FROM "
                        + unnest(columns.size()));
        take(rows, columns);
        return this;
    }

    RawWrite update(String table, List<String> keys, List<String> columns, List<RawRow> rows) {
        List<String> all = new ArrayList<>(keys);
        all.addAll(columns);
        String set =
                columns.stream()
                        .map(column -> column + "=t." + column)
                        .collect(Collectors.joining(","));
        String where =
                keys.stream()
                        .map(key -> "r." + key + "=t." + key)
                        .collect(Collectors.joining(" AND "));
        statements.add(
                "UPDATE raw."
                        + table
                        + " r SET "
                        + set
                        + " FROM (SELECT "
                        + casts(rows, all)
                        + " FROM "
                        + unnest(all.size())
                        + ") t WHERE "
                        + where);
        take(rows, all);
        return this;
    }

    void execute(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(String.join(";", statements))) {
            for (int i = 0; i < arrays.size(); i++) {
                statement.setArray(i + 1, connection.createArrayOf("text", arrays.get(i)));
            }
            statement.execute();
        }
    }

    private void take(List<RawRow> rows, List<String> columns) {
        for (String column : columns) {
            @Nullable String[] values = new String[rows.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.get(i).get(column);
            }
            arrays.add(values);
        }
    }

    private static String casts(List<RawRow> rows, List<String> columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(i ->
                        "x"
                                + i
                                + "::"
                                + rows.getFirst().type(columns.get(i))
                                + " AS "
                                + columns.get(i))
                .collect(Collectors.joining(","));
    }

    private static String unnest(int columns) {
        String places =
                IntStream.range(0, columns)
                        .mapToObj(_ -> "?::text[]")
                        .collect(Collectors.joining(","));
        String names =
                IntStream.range(0, columns).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
        return "unnest(" + places + ") AS u(" + names + ")";
    }
}
