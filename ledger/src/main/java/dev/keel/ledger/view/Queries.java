package dev.keel.ledger.view;

import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.database.LedgerException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs queries on connections out of the pool. */
final class Queries {
    private final LedgerDatabase database;

    Queries(LedgerDatabase database) {
        this.database = database;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    interface Mapping<T> {
        T map(Rows row) throws SQLException;
    }

    /** Something to do on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Runs a query; null arguments are SQL's null. */
    <T> List<T> list(String sql, Mapping<T> mapping, @Nullable Object... arguments) {
        return run("query", connection -> list(connection, sql, mapping, arguments));
    }

    /** Runs a query that gives at most one row. */
    <T> Optional<T> one(String sql, Mapping<T> mapping, @Nullable Object... arguments) {
        return list(sql, mapping, arguments).stream().findFirst();
    }

    /** Does something in one transaction. */
    <T> T inTransaction(String what, Work<T> work) {
        return run(
                what,
                connection -> {
                    connection.setAutoCommit(false);
                    T result = work.on(connection);
                    connection.commit();
                    return result;
                });
    }

    static <T> List<T> list(
            Connection connection, String sql, Mapping<T> mapping, @Nullable Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, bound(arguments[i]));
            }
            List<T> result = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                Rows row = new Rows(rows);
                while (rows.next()) {
                    result.add(mapping.map(row));
                }
            }
            return result;
        }
    }

    private <T> T run(String what, Work<T> work) {
        try (Connection connection = database.borrow()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new LedgerException("the ledger cannot " + what + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable Object bound(@Nullable Object argument) {
        return argument instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : argument;
    }
}
