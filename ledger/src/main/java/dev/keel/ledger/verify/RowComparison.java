package dev.keel.ledger.verify;

import dev.keel.ledger.projection.Column;
import dev.keel.ledger.projection.ColumnType;
import dev.keel.ledger.projection.Row;
import dev.keel.ledger.projection.Table;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares a replayed row with the one in the table, column by column. */
final class RowComparison {
    /** Exact, since jsonb writes 1E3 as 1000. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final String account;
    private final Findings findings;

    RowComparison(String account, Findings findings) {
        this.account = account;
        this.findings = findings;
    }

    /** The columns that a query must give, in their order. */
    static String columns(Table<?> table) {
        return table.columns().stream().map(Column::name).collect(Collectors.joining(", "));
    }

    void compare(Row replayed, String label, ResultSet actual) throws SQLException {
        List<? extends Column<?>> columns = replayed.table().columns();
        for (int i = 0; i < columns.size(); i++) {
            Column<?> column = columns.get(i);
            if (column.type() == ColumnType.HASH) {
                continue; // of the chain of events, which has a verifier of its own
            }
            Optional<Object> ledger = read(column, actual);
            Optional<Object> replay = replayed.value(i);
            if (!same(column, ledger, replay)) {
                report(replayed.table(), label, column.name(), shown(ledger), shown(replay));
            }
        }
    }

    void missing(Table<?> table, String label) {
        report(table, label, Difference.WHOLE_ROW, Difference.NONE, "a row");
    }

    void unexpected(Table<?> table, String label) {
        report(table, label, Difference.WHOLE_ROW, "a row", Difference.NONE);
    }

    private void report(Table<?> table, String label, String column, String ledger, String replay) {
        findings.add(new Difference(account, table.name(), label, column, ledger, replay));
    }

    private static Optional<Object> read(Column<?> column, ResultSet row) throws SQLException {
        String name = column.name();
        Object value =
                switch (column.type()) {
                    case TEXT, HASH, JSON, JSONB -> row.getString(name);
                    case NUMERIC -> row.getBigDecimal(name);
                    case BIGINT, INTEGER, BOOLEAN -> row.getObject(name);
                    case TIMESTAMP -> row.getObject(name, OffsetDateTime.class);
                };
        return Optional.ofNullable(value instanceof OffsetDateTime time ? time.toInstant() : value);
    }

    private static boolean same(
            Column<?> column, Optional<Object> ledger, Optional<Object> replay) {
        if (ledger.isEmpty() || replay.isEmpty()) {
            return ledger.isEmpty() && replay.isEmpty();
        }
        return switch (column.type()) {
            case NUMERIC -> ((BigDecimal) ledger.get()).compareTo((BigDecimal) replay.get()) == 0;
            case JSON, JSONB ->
                    json(ledger.get()).equals(RowComparison::compareLeaves, json(replay.get()));
            case TEXT, BIGINT, INTEGER, BOOLEAN, HASH, TIMESTAMP -> ledger.equals(replay);
        };
    }

    private static int compareLeaves(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
    }

    private static JsonNode json(Object text) {
        try {
            return MAPPER.readTree((String) text);
        } catch (JacksonException e) {
            throw new IllegalStateException("the database gave what is not JSON", e);
        }
    }

    private static String shown(Optional<Object> value) {
        return value.map(present ->
                        switch (present) {
                            case BigDecimal number -> plain(number);
                            case Instant instant -> instant.toString();
                            default -> present.toString();
                        })
                .orElse(Difference.NONE);
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
