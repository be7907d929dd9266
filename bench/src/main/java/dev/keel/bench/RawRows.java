package dev.keel.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The limit of {@code bench pipeline}: the rows that Keel wrote for its orders, written again by
 * plain JDBC into tables of the same definition on the same server, in the same two steps an order
 * (intent; acknowledgement and fill), durable. No decision, no check, no encoding: the values are
 * at hand.
 */
final class RawRows {
    private static final List<String> TABLES =
            List.of("account", "event", "trade_ledger", "fill", "broker_positions", "signal");

    /** Events of an order: the signal's end and the intent; the acknowledgement and the fill. */
    private static final int EVENTS_IN_A_STEP = 2;

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
        Map<String, RawRow> fills =
                by("order_id", rows("SELECT * FROM fill WHERE order_id IN " + chosen));
        Map<String, RawRow> signals =
                by("order_id", rows("SELECT * FROM signal WHERE order_id IN " + chosen));
        Map<String, RawRow> positions = by("account_id", rows("SELECT * FROM broker_positions"));
        Map<String, RawRow> accounts = by("id", rows("SELECT * FROM account"));
        Map<String, List<RawRow>> events =
                rows(
                                "SELECT f.order_id, e.* FROM event e JOIN fill f ON f.account_id = e.account_id"
                                        + " AND e.sequence BETWEEN f.sequence - 3 AND f.sequence WHERE f.order_id IN "
                                        + chosen
                                        + " ORDER BY e.account_id, e.sequence")
                        .stream()
                        .collect(Collectors.groupingBy(row -> row.key("order_id")));
        for (RawRow order :
                rows(
                        "SELECT * FROM trade_ledger WHERE order_id IN "
                                + chosen
                                + " ORDER BY created_at")) {
            String id = order.key("order_id");
            List<RawRow> its = events.getOrDefault(id, List.of());
            RawRow fill = fills.get(id);
            RawRow signal = signals.get(id);
            RawRow position = positions.get(order.key("account_id"));
            RawRow account = accounts.get(order.key("account_id"));
            if (fill != null
                    && signal != null
                    && position != null
                    && account != null
                    && its.size() == 2 * EVENTS_IN_A_STEP) {
                orders.add(
                        new OrderRows(
                                order,
                                its.stream().map(event -> event.without("order_id")).toList(),
                                signal,
                                fill,
                                position,
                                account));
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
        long written = 0;
        long busy = 0;
        while (busy < time.toNanos()) {
            prepareTables();
            for (int from = 0;
                    from + perCommit <= orders.size() && busy < time.toNanos();
                    from += perCommit) {
                long start = System.nanoTime();
                writeIntents(orders.subList(from, from + perCommit));
                connection.commit();
                writeFills(orders.subList(from, from + perCommit));
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
            long start = System.nanoTime();
            for (int from = 0; from < intents; from += perCommit) {
                writeIntents(orders.subList(from, Math.min(from + perCommit, intents)));
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

    private void writeIntents(List<OrderRows> some) throws SQLException {
        withAccounts(
                        new RawWrite()
                                .insert("event", events(some, 0))
                                .insert("signal", some.stream().map(OrderRows::signal).toList())
                                .insert(
                                        "trade_ledger",
                                        some.stream().map(OrderRows::pending).toList()),
                        some)
                .execute(connection);
    }

    private void writeFills(List<OrderRows> some) throws SQLException {
        withAccounts(
                        new RawWrite()
                                .insert("event", events(some, EVENTS_IN_A_STEP))
                                .insert("fill", some.stream().map(OrderRows::fill).toList())
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
                        some)
                .execute(connection);
    }

    private static List<RawRow> events(List<OrderRows> some, int from) {
        return some.stream()
                .flatMap(order -> order.events().subList(from, from + EVENTS_IN_A_STEP).stream())
                .toList();
    }

    private static RawWrite withAccounts(RawWrite write, List<OrderRows> some) {
        return write.update(
                "account",
                List.of("id"),
                List.of("sequence", "cash", "updated_at"),
                some.stream().map(OrderRows::account).toList());
    }

    private List<RawRow> rows(String sql) throws SQLException {
        List<RawRow> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(RawRow.of(result));
            }
        }
        return rows;
    }

    private static Map<String, RawRow> by(String column, List<RawRow> rows) {
        Map<String, RawRow> byKey = new HashMap<>();
        rows.forEach(row -> byKey.put(row.key(column), row));
        return byKey;
    }

    /** All rows that one order leaves; the order's own as it is when filled. */
    private record OrderRows(
            RawRow order,
            List<RawRow> events,
            RawRow signal,
            RawRow fill,
            RawRow position,
            RawRow account) {

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
