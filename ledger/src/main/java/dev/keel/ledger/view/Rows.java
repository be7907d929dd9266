package dev.keel.ledger.view;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Columns of a result row as Java values. */
final class Rows {
    private final ResultSet rows;

    Rows(ResultSet rows) {
        this.rows = rows;
    }

    String text(String column) throws SQLException {
        return required(column, rows.getString(column));
    }

    BigDecimal number(String column) throws SQLException {
        return required(column, rows.getBigDecimal(column));
    }

    Instant instant(String column) throws SQLException {
        return required(column, instantOrNull(column));
    }

    long integer(String column) throws SQLException {
        return rows.getLong(column);
    }

    int smallInteger(String column) throws SQLException {
        return rows.getInt(column);
    }

    boolean flag(String column) throws SQLException {
        return rows.getBoolean(column);
    }

    @Nullable String textOrNull(String column) throws SQLException {
        return rows.getString(column);
    }

    @Nullable BigDecimal numberOrNull(String column) throws SQLException {
        return rows.getBigDecimal(column);
    }

    @Nullable Instant instantOrNull(String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    Optional<Long> optionalInteger(String column) throws SQLException {
        long value = rows.getLong(column);
        return rows.wasNull() ? Optional.empty() : Optional.of(value);
    }

    private static <T> T required(String column, @Nullable T value) throws SQLException {
        if (value == null) {
            throw new SQLException("column " + column + " must not be null");
        }
        return value;
    }
}
