package dev.keel.ledger.verify;

import dev.keel.core.account.AccountId;
import dev.keel.ledger.projection.LedgerTables;
import dev.keel.ledger.projection.Row;
import dev.keel.ledger.projection.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The checks of all tables for one account. */
final class TableChecks {
    private static final String OF_ACCOUNT = " AND account_id = ?";
    private static final int LISTED_EXTRAS = 100;

    /** The events that leave a row behind, by the table that refers to them by sequence. */
    private static final Map<String, String> EVENTS_BEHIND =
            Map.of(
                    "fill",
                    "e.type = 'order_filled'",
                    "fill_bust",
                    "e.type = 'order_fill_busted'",
                    "external_trade",
                    "e.type = 'external_traded'",
                    "posting",
                    "e.type IN ('order_filled', 'order_fill_busted', 'external_traded',"
                            + " 'funds_moved', 'history_read')",
                    "risk_adjustments",
                    "e.type IN ('order_filled', 'order_fill_busted')",
                    "signal",
                    "e.type LIKE 'signal\\_%'",
                    "reconciliation_log",
                    "e.type = 'difference_found'",
                    "external_order",
                    "e.type = 'external_orders_seen'",
                    "alarm",
                    "e.type = 'alarmed'",
                    "kill_switch",
                    "e.type IN ('halted', 'resumed')");

    private final String account;
    private final Connection connection;
    private final RowComparison comparison;
    private final Map<String, TableCheck> checks = new LinkedHashMap<>();

    TableChecks(AccountId account, Connection connection, Findings findings) {
        this.account = account.value();
        this.connection = connection;
        this.comparison = new RowComparison(account.value(), findings);
        for (Table<?> table : LedgerTables.all()) {
            if (!table.name().equals("event")) {
                checks.put(
                        table.name(),
                        new TableCheck(connection, comparison, table, keyOf(table.name())));
            }
        }
    }

    /** Hands in a row that will not change any more. */
    void add(Row row) throws SQLException {
        check(row.table().name()).add(account, row);
    }

    /** Compares what is left, and looks for rows that no event explains. */
    void finish(AccountReplay replay) throws SQLException {
        for (TableCheck check : checks.values()) {
            check.flush(account);
        }
        findExtraOrders(replay);
        findExtraPositions(replay);
        for (String table : EVENTS_BEHIND.keySet()) {
            findExtras(table);
        }
    }

    long checked(String table) {
        return check(table).checked();
    }

    private TableCheck check(String table) {
        TableCheck check = checks.get(table);
        if (check == null) {
            throw new IllegalStateException("table " + table + " is not checked");
        }
        return check;
    }

    private static TableCheck.Key keyOf(String table) {
        return switch (table) {
            case "account" -> new TableCheck.Key("id", "text", "", Object::toString);
            case "trade_ledger" -> new TableCheck.Key("order_id", "int8", "", id -> "order " + id);
            case "fill", "fill_bust", "external_trade", "alarm" ->
                    new TableCheck.Key("sequence", "int8", OF_ACCOUNT, id -> "of event " + id);
            case "posting" -> ofEvent("line");
            case "risk_adjustments" -> ofEvent("adjustment_type");
            case "reconciliation_log" ->
                    new TableCheck.Key("number", "int8", OF_ACCOUNT, id -> "difference " + id);
            case "external_order" ->
                    new TableCheck.Key(
                            "symbol", "text", List.of("venue_order"), OF_ACCOUNT, Object::toString);
            case "kill_switch" ->
                    new TableCheck.Key(
                            "scope", "text", List.of("name"), OF_ACCOUNT, Object::toString);
            case "broker_positions" ->
                    new TableCheck.Key("symbol", "text", OF_ACCOUNT, Object::toString);
            case "signal" -> new TableCheck.Key("id", "text", OF_ACCOUNT, Object::toString);
            default -> throw new IllegalStateException("table " + table + " has no key here");
        };
    }

    private static TableCheck.Key ofEvent(String further) {
        return new TableCheck.Key(
                "sequence", "int8", List.of(further), OF_ACCOUNT, id -> "of event " + id);
    }

    /** Order ids of an account follow each other without gaps, and no other account has them. */
    private void findExtraOrders(AccountReplay replay) throws SQLException {
        long first =
                replay.state().map(state -> LedgerTables.firstOrderId(state.profile())).orElse(0L);
        if (first == 0) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT order_id FROM trade_ledger WHERE order_id >= ? AND order_id < ?"
                                + " ORDER BY order_id LIMIT "
                                + LISTED_EXTRAS)) {
            statement.setLong(1, first + replay.orders());
            statement.setLong(2, first + LedgerTables.ORDERS_PER_ACCOUNT - 1);
            reportExtras("trade_ledger", "order ", statement);
        }
    }

    private void findExtraPositions(AccountReplay replay) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT symbol FROM broker_positions WHERE account_id = ?"
                                + " AND symbol <> ALL (?) ORDER BY symbol LIMIT "
                                + LISTED_EXTRAS)) {
            statement.setString(1, account);
            statement.setArray(
                    2, connection.createArrayOf("text", replay.books().books().keySet().toArray()));
            reportExtras("broker_positions", "", statement);
        }
    }

    private void findExtras(String table) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT t.sequence FROM "
                                + table
                                + " t WHERE t.account_id = ? AND t.sequence IS NOT NULL"
                                + " AND NOT EXISTS (SELECT FROM event e"
                                + " WHERE e.account_id = t.account_id AND e.sequence = t.sequence"
                                + " AND "
                                + EVENTS_BEHIND.get(table)
                                + ") ORDER BY t.sequence LIMIT "
                                + LISTED_EXTRAS)) {
            statement.setString(1, account);
            reportExtras(table, "of event ", statement);
        }
    }

    private void reportExtras(String table, String label, PreparedStatement statement)
            throws SQLException {
        Table<?> reported =
                LedgerTables.all().stream()
                        .filter(some -> some.name().equals(table))
                        .findFirst()
                        .orElseThrow();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                comparison.unexpected(reported, label + rows.getString(1));
            }
        }
    }
}
