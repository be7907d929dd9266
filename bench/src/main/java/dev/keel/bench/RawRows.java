package dev.keel.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The limit of {@code bench pipeline}: the rows that Keel wrote for its orders, written again by
 * plain JDBC into tables of the same definition on the same server, in the same two steps an order
 * (intent; acknowledgement and fill), durable. No decision, no check, no encoding: the values are
 * at hand.
 */
final class RawRows {
    /** The tables that hold rows of an order's own, and the column that says whose. */
    private static final Map<String, String> OF_AN_ORDER =
            new TreeMap<>(
                    Map.of(
                            "event", "order_id",
                            "trade_ledger", "order_id",
                            "fill", "order_id",
                            "posting", "order_id",
                            "risk_adjustments", "trade_ledger_id",
                            "signal", "order_id"));

    /** The tables whose rows are there before, and change with each order. */
    private static final List<String> OF_AN_ACCOUNT = List.of("account", "broker_positions");

    /** What an order that is filled at once leaves no row in. */
    private static final List<String> UNTOUCHED =
            List.of("fill_bust", "external_trade", "reconciliation_log", "external_order", "alarm");

    /** Events of an order: the signal's end and the intent; the acknowledgement and the fill. */
    private static final int EVENTS_IN_A_STEP = 2;

    private static final List<String> FILLED_LATER =
            List.of(
                    "status",
                    "filled_quantity",
                    "realized_pnl",
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
    private static final List<String> ACCOUNT_VALUES =
            List.of("sequence", "cash", "stake", "chain_hash", "updated_at");
    private static final List<String> POSITION_VALUES =
            List.of(
                    "side",
                    "quantity",
                    "avg_price",
                    "current_price",
                    "cost",
                    "unrealized_pnl",
                    "realized_pnl",
                    "fees",
                    "updated_at");

    private final Connection connection;
    private final List<OrderRows> orders = new ArrayList<>();

    /**
     * Takes the rows of the orders that an earlier load has left in the ledger.
     *
     * @param whose a condition on the account
     */
    RawRows(Connection connection, String whose, int sample) throws SQLException {
        this.connection = connection;
        String chosen =
                "(SELECT order_id FROM trade_ledger WHERE status = 'filled' AND "
                        + whose
                        + " ORDER BY created_at DESC, order_id LIMIT "
                        + sample
                        + ")";
        requireUntouched();
        Map<String, Map<String, List<RawRow>>> rows = new HashMap<>();
        for (Map.Entry<String, String> table : OF_AN_ORDER.entrySet()) {
            String owner = table.getValue();
            rows.put(
                    table.getKey(),
                    rows(table.getKey(), "WHERE " + owner + " IN " + chosen + orderOf(table))
                            .stream()
                            .collect(Collectors.groupingBy(row -> row.key(owner))));
        }
        Map<String, RawRow> positions = by("account_id", rows("broker_positions", ""));
        Map<String, RawRow> accounts = by("id", rows("account", ""));
        for (RawRow order :
                rows("trade_ledger", "WHERE order_id IN " + chosen + " ORDER BY created_at")) {
            String id = order.key("order_id");
            String account = order.key("account_id");
            Map<String, List<RawRow>> own = new HashMap<>();
            rows.forEach((table, some) -> own.put(table, some.getOrDefault(id, List.of())));
            OrderRows all =
                    new OrderRows(
                            order,
                            own,
                            Objects.requireNonNull(positions.get(account)),
                            Objects.requireNonNull(accounts.get(account)));
            if (all.of("event").size() != 2 * EVENTS_IN_A_STEP
                    || all.of("signal").size() != 1
                    || all.of("fill").size() != 1) {
                throw new IllegalStateException(
                        "order " + id + " had another life than the others");
            }
            orders.add(all);
        }
    }

    private static String orderOf(Map.Entry<String, String> table) {
        return table.getKey().equals("event") ? " ORDER BY account_id, sequence" : "";
    }

    private void requireUntouched() throws SQLException {
        for (String table : UNTOUCHED) {
            if (count("SELECT count(*) FROM " + table) > 0) {
                throw new IllegalStateException(
                        "the load left rows in " + table + ", which are not written again");
            }
        }
    }

    /**
     * Writes orders for a time, over and over into empty tables.
     *
     * @param perCommit orders that share a transaction
     * @return durable orders per second, the clearing of tables not counted
     * @throws IllegalStateException if the ledger holds fewer orders than share a transaction
     */
    double run(Duration time, int perCommit) throws SQLException {
        if (orders.size() < perCommit) {
            throw new IllegalStateException(
                    "the load left " + orders.size() + " orders, " + perCommit + " are needed");
        }
        connection.setAutoCommit(false);
        requireTheSameRows(perCommit);
        long written = 0;
        long busy = 0;
        while (busy < time.toNanos()) {
            prepareTables();
            for (int from = 0;
                    from + perCommit <= orders.size() && busy < time.toNanos();
                    from += perCommit) {
                List<OrderRows> some = orders.subList(from, from + perCommit);
                RawWrite intents = intents(some);
                RawWrite fills = fills(some);
                long start = System.nanoTime();
                intents.execute(connection);
                connection.commit();
                fills.execute(connection);
                connection.commit();
                busy += System.nanoTime() - start;
                written += perCommit;
            }
        }
        return written * 1e9 / busy;
    }

    /**
     * Writes intents into empty tables.
     *
     * @param perCommit intents that share a transaction
     * @param rounds how often all of them are written, the best counts
     * @return seconds until the last is durable
     * @throws IllegalStateException if the ledger holds fewer orders than that
     */
    double secondsForIntents(int intents, int perCommit, int rounds) throws SQLException {
        if (orders.size() < intents) {
            throw new IllegalStateException(
                    "the load left " + orders.size() + " orders, " + intents + " are needed");
        }
        connection.setAutoCommit(false);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            prepareTables();
            List<RawWrite> writes = new ArrayList<>();
            for (int from = 0; from < intents; from += perCommit) {
                writes.add(intents(orders.subList(from, Math.min(from + perCommit, intents))));
            }
            long start = System.nanoTime();
            for (RawWrite write : writes) {
                write.execute(connection);
                connection.commit();
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        return best / 1e9;
    }

    private void prepareTables() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // As Keel's own session: the planner knows nothing of new tables and would scan them.
            statement.execute("SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off");
            statement.execute("DROP SCHEMA IF EXISTS raw CASCADE; CREATE SCHEMA raw");
            List<String> tables = new ArrayList<>(OF_AN_ORDER.keySet());
            tables.addAll(OF_AN_ACCOUNT);
            for (String table : tables) {
                statement.execute(
                        "CREATE TABLE raw." + table + " (LIKE public." + table + " INCLUDING ALL)");
                copyOptions(statement, table);
            }
            statement.execute("INSERT INTO raw.account SELECT * FROM public.account");
            statement.execute(
                    "INSERT INTO raw.broker_positions SELECT * FROM public.broker_positions");
        }
        connection.commit();
    }

    /** The room in each page for changed rows, which LIKE does not copy. */
    private static void copyOptions(Statement statement, String table) throws SQLException {
        statement.execute(
                """
                DO $$
                DECLARE
                    options text;
                BEGIN
                    SELECT array_to_string(reloptions, ', ') INTO options
                    FROM pg_class WHERE oid = 'public.%s'::regclass;
                    IF options IS NOT NULL THEN
                        EXECUTE 'ALTER TABLE raw.%s SET (' || options || ')';
                    END IF;
                END
                $$
                """
                        .formatted(table, table));
    }

    /**
     * Writes some orders once, and counts: the other side must have left as many rows of them in
     * every table.
     */
    private void requireTheSameRows(int perCommit) throws SQLException {
        prepareTables();
        List<OrderRows> some = orders.subList(0, perCommit);
        intents(some).execute(connection);
        fills(some).execute(connection);
        connection.commit();
        String these =
                " IN ("
                        + some.stream()
                                .map(order -> order.order().key("order_id"))
                                .collect(Collectors.joining(","))
                        + ")";
        for (Map.Entry<String, String> table : OF_AN_ORDER.entrySet()) {
            String condition = " WHERE " + table.getValue() + these;
            long ours = count("SELECT count(*) FROM public." + table.getKey() + condition);
            long raw = count("SELECT count(*) FROM raw." + table.getKey());
            if (ours != raw) {
                throw new IllegalStateException(
                        "the two sides differ in "
                                + table.getKey()
                                + ": "
                                + ours
                                + " rows in the ledger, "
                                + raw
                                + " written again");
            }
        }
    }

    private static RawWrite intents(List<OrderRows> some) {
        return withAccounts(
                new RawWrite()
                        .insert("event", events(some, 0))
                        .insert("trade_ledger", some.stream().map(OrderRows::pending).toList())
                        .insert("signal", all(some, "signal")),
                some);
    }

    private static RawWrite fills(List<OrderRows> some) {
        return withAccounts(
                new RawWrite()
                        .insert("event", events(some, EVENTS_IN_A_STEP))
                        .insert("fill", all(some, "fill"))
                        .insert("posting", all(some, "posting"))
                        .insert("risk_adjustments", all(some, "risk_adjustments"))
                        .update(
                                "trade_ledger",
                                List.of("order_id"),
                                FILLED_LATER,
                                some.stream().map(OrderRows::order).toList())
                        .update(
                                "broker_positions",
                                List.of("account_id", "symbol"),
                                POSITION_VALUES,
                                some.stream().map(OrderRows::position).toList()),
                some);
    }

    private static List<RawRow> all(List<OrderRows> some, String table) {
        return some.stream().flatMap(order -> order.of(table).stream()).toList();
    }

    private static List<RawRow> events(List<OrderRows> some, int from) {
        return some.stream()
                .flatMap(order -> order.of("event").subList(from, from + EVENTS_IN_A_STEP).stream())
                .toList();
    }

    private static RawWrite withAccounts(RawWrite write, List<OrderRows> some) {
        return write.update(
                "account",
                List.of("id"),
                ACCOUNT_VALUES,
                some.stream().map(OrderRows::account).toList());
    }

    private List<RawRow> rows(String table, String condition) throws SQLException {
        String sql = "SELECT " + columns(table) + " FROM public." + table + " " + condition;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return RawRow.all(result);
        }
    }

    /** Those that the database does not make itself. */
    private String columns(String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT column_name FROM information_schema.columns"
                                + " WHERE table_schema = 'public' AND table_name = ?"
                                + " AND is_generated = 'NEVER' AND is_identity = 'NO'"
                                + " ORDER BY ordinal_position")) {
            statement.setString(1, table);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    columns.add(result.getString(1));
                }
            }
        }
        return String.join(", ", columns);
    }

    private long count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static Map<String, RawRow> by(String column, List<RawRow> rows) {
        Map<String, RawRow> byKey = new HashMap<>();
        rows.forEach(row -> byKey.put(row.key(column), row));
        return byKey;
    }

    /**
     * All rows that one order leaves.
     *
     * @param order its own as it is when filled
     * @param own all of them by their tables
     */
    private record OrderRows(
            RawRow order, Map<String, List<RawRow>> own, RawRow position, RawRow account) {

        List<RawRow> of(String table) {
            return own.getOrDefault(table, List.of());
        }

        RawRow pending() {
            Map<String, @Nullable String> before = new HashMap<>();
            FILLED_LATER.forEach(column -> before.put(column, null));
            before.put("status", "pending");
            before.put("filled_quantity", "0");
            before.put("updated_at", order.get("created_at"));
            return order.with(before);
        }
    }
}
