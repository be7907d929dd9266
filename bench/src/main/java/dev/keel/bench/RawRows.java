package dev.keel.bench;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The limit of {@code bench pipeline}: the rows that Keel wrote for its orders, written again by
 * plain JDBC into tables of the same definition on the same server, in the same two steps an order
 * (intent; acknowledgement and fill), durable. No decision, no check, no encoding: the values are
 * at hand.
 */
final class RawRows {
    private static final List<String> TABLES =
            List.of("account", "event", "trade_ledger", "fill", "broker_positions", "signal");

    /** What an order's row gets when it fills; before that it holds what a pending order has. */
    private static final List<String> FILLED_LATER =
            List.of(
                    "status",
                    "filled_quantity",
                    "execution_price",
                    "avg_execution_price",
                    "slippage",
                    "broker_order_id",
                    "broker_position_id",
                    "evidence_source",
                    "evidence_reference",
                    "submitted_at",
                    "executed_at",
                    "updated_at");

    private final Connection connection;
    private final List<Map<String, Object>> orders;
    private final Map<Object, List<Map<String, Object>>> events = new HashMap<>();
    private final Map<Object, Map<String, Object>> fills = new HashMap<>();
    private final Map<Object, Map<String, Object>> signals = new HashMap<>();
    private final Map<Object, Map<String, Object>> positions = new HashMap<>();
    private final Map<Object, Map<String, Object>> accounts = new HashMap<>();

    /** Takes the rows of the orders that an earlier load has left in the ledger. */
    RawRows(Connection connection, int sample) throws SQLException {
        this.connection = connection;
        this.orders =
                rows(
                        "SELECT * FROM trade_ledger WHERE status = 'filled' ORDER BY created_at DESC, order_id LIMIT "
                                + sample);
        String ids =
                orders.stream()
                        .map(order -> order.get("order_id").toString())
                        .collect(Collectors.joining(","));
        rows("SELECT * FROM fill WHERE order_id IN (" + ids + ")")
                .forEach(row -> fills.put(row.get("order_id"), row));
        rows("SELECT * FROM signal WHERE order_id IN (" + ids + ")")
                .forEach(row -> signals.put(row.get("order_id"), row));
        rows("SELECT * FROM broker_positions")
                .forEach(row -> positions.put(row.get("account_id"), row));
        rows("SELECT * FROM account").forEach(row -> accounts.put(row.get("id"), row));
        rows("SELECT f.order_id, e.* FROM event e JOIN fill f ON f.account_id = e.account_id"
                        + " AND e.sequence BETWEEN f.sequence - 3 AND f.sequence WHERE f.order_id IN ("
                        + ids
                        + ") ORDER BY e.account_id, e.sequence")
                .forEach(row ->
                        events.computeIfAbsent(row.get("order_id"), _ -> new ArrayList<>())
                                .add(row));
        orders.removeIf(order -> !isWhole(order));
    }

    int size() {
        return orders.size();
    }

    /**
     * Writes orders for a time, over and over into empty tables.
     *
     * @param perCommit orders that share a transaction
     * @return durable orders per second, the clearing of tables not counted
     */
    double run(Duration time, int perCommit) throws SQLException {
        connection.setAutoCommit(false);
        long written = 0;
        long busy = 0;
        while (busy < time.toNanos()) {
            prepareTables();
            long start = System.nanoTime();
            for (int from = 0;
                    from + perCommit <= orders.size()
                            && busy + System.nanoTime() - start < time.toNanos();
                    from += perCommit) {
                List<Map<String, Object>> some = orders.subList(from, from + perCommit);
                writeIntents(some);
                connection.commit();
                writeFills(some);
                connection.commit();
                written += some.size();
            }
            busy += System.nanoTime() - start;
        }
        return written * 1e9 / busy;
    }

    private void prepareTables() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // As Keel's own session: the planner knows nothing of new tables and would scan them.
            statement.execute("SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off");
            statement.execute("DROP SCHEMA IF EXISTS raw CASCADE; CREATE SCHEMA raw");
            for (String table : TABLES) {
                statement.execute(
                        "CREATE TABLE raw." + table + " (LIKE public." + table + " INCLUDING ALL)");
            }
            statement.execute("INSERT INTO raw.account SELECT * FROM public.account");
            statement.execute(
                    "INSERT INTO raw.broker_positions SELECT * FROM public.broker_positions");
        }
        connection.commit();
    }

    private void writeIntents(List<Map<String, Object>> some) throws SQLException {
        insert(
                "event",
                some.stream().flatMap(order -> eventsOf(order).subList(0, 2).stream()).toList());
        insert("signal", some.stream().map(order -> signals.get(order.get("order_id"))).toList());
        insert("trade_ledger", some.stream().map(RawRows::pending).toList());
        updateAccounts(some);
    }

    private void writeFills(List<Map<String, Object>> some) throws SQLException {
        insert(
                "event",
                some.stream().flatMap(order -> eventsOf(order).subList(2, 4).stream()).toList());
        insert("fill", some.stream().map(order -> fills.get(order.get("order_id"))).toList());
        update("trade_ledger", List.of("order_id"), FILLED_LATER, some);
        update(
                "broker_positions",
                List.of("account_id", "symbol"),
                List.of(
                        "side",
                        "quantity",
                        "avg_price",
                        "current_price",
                        "cost",
                        "unrealized_pnl",
                        "realized_pnl",
                        "fees",
                        "updated_at"),
                some.stream().map(order -> positions.get(order.get("account_id"))).toList());
        updateAccounts(some);
    }

    private void updateAccounts(List<Map<String, Object>> some) throws SQLException {
        update(
                "account",
                List.of("id"),
                List.of("sequence", "cash", "updated_at"),
                some.stream().map(order -> accounts.get(order.get("account_id"))).toList());
    }

    private void insert(String table, List<Map<String, Object>> rows) throws SQLException {
        List<String> columns =
                rows.getFirst().keySet().stream().filter(name -> belongs(table, name)).toList();
        String sql =
                "INSERT INTO raw."
                        + table
                        + " ("
                        + String.join(",", columns)
                        + ") VALUES ("
                        + columns.stream().map(_ -> "?").collect(Collectors.joining(","))
                        + ")";
        execute(sql, columns, rows);
    }

    /** The rows of events carry the order they belong to. */
    private static boolean belongs(String table, String column) {
        return !(table.equals("event") && column.equals("order_id"));
    }

    private void update(
            String table, List<String> keys, List<String> columns, List<Map<String, Object>> rows)
            throws SQLException {
        String sql =
                "UPDATE raw."
                        + table
                        + " SET "
                        + columns.stream()
                                .map(column -> column + "=?")
                                .collect(Collectors.joining(","))
                        + " WHERE "
                        + keys.stream().map(key -> key + "=?").collect(Collectors.joining(" AND "));
        List<String> parameters = new ArrayList<>(columns);
        parameters.addAll(keys);
        execute(sql, parameters, rows);
    }

    private void execute(String sql, List<String> columns, List<Map<String, Object>> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Map<String, Object> row : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    statement.setObject(i + 1, row.get(columns.get(i)));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private List<Map<String, Object>> rows(String sql) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns; i++) {
                    row.put(result.getMetaData().getColumnName(i), result.getObject(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static Map<String, Object> pending(Map<String, Object> order) {
        Map<String, Object> row = new LinkedHashMap<>(order);
        FILLED_LATER.forEach(column -> row.put(column, null));
        row.put("status", "pending");
        row.put("filled_quantity", BigDecimal.ZERO);
        row.put("updated_at", order.get("created_at"));
        return row;
    }

    private List<Map<String, Object>> eventsOf(Map<String, Object> order) {
        return events.getOrDefault(order.get("order_id"), List.of());
    }

    private boolean isWhole(Map<String, Object> order) {
        Object id = order.get("order_id");
        return eventsOf(order).size() == 4 && fills.containsKey(id) && signals.containsKey(id);
    }
}
