package dev.keel.ledger.journal;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.journal.Appended;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import dev.keel.ledger.chain.EventChains;
import dev.keel.ledger.database.LedgerDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The committer's connection. A transaction takes three round trips: locks, writes, commit; several
 * statements travel in one.
 */
final class CommitSession implements AutoCloseable {
    /**
     * Rows are found by index alone, and plans are kept: the planner would scan a table that was
     * small when it looked. A session that hangs lets go of its locks.
     */
    private static final List<String> SETTINGS =
            List.of(
                    "SET plan_cache_mode = force_generic_plan",
                    "SET enable_seqscan = off",
                    "SET enable_hashjoin = off",
                    "SET enable_mergejoin = off",
                    "SET jit = off",
                    "SET lock_timeout = '30s'",
                    "SET idle_in_transaction_session_timeout = '60s'");

    private static final String LOCK_ACCOUNTS =
            "SELECT id, sequence, chain_hash FROM account WHERE id = ANY (?::text[]) ORDER BY id FOR UPDATE";

    /**
     * The advisory lock makes it fair: one who waits to turn the switch is not passed by
     * transactions that come later, as it would be at the row alone.
     */
    private static final String READ_SWITCH =
            "SELECT pg_advisory_xact_lock_shared("
                    + LedgerDatabase.SWITCH_LOCK
                    + ");SELECT trading_enabled, stop_reason FROM trading_control WHERE id = 1"
                    + " FOR SHARE";

    /** The subquery is kept apart: one look into the index for each key. */
    private static final String FIND_KEYS =
            "SELECT k.account_id, k.trade_uuid, t.order_id"
                    + " FROM unnest(?::text[], ?::text[]) AS k (account_id, trade_uuid)"
                    + " CROSS JOIN LATERAL (SELECT order_id FROM trade_ledger t"
                    + " WHERE t.origin = 'client' AND t.account_id = k.account_id"
                    + " AND t.trade_uuid = k.trade_uuid OFFSET 0) AS t";

    /** Plans are made again after at most this many transactions. */
    private static final long PLANS_LAST = 4_096;

    private final Connection connection;
    private final RowWriter writer;
    private long transactions;
    private long replanAt = 1;

    private CommitSession(Connection connection) {
        this.connection = connection;
        this.writer = new RowWriter(connection);
    }

    static CommitSession open(LedgerDatabase database) throws SQLException {
        Connection connection = database.connect("keel-journal");
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            try (Statement statement = connection.createStatement()) {
                for (String setting : SETTINGS) {
                    statement.execute(setting);
                }
            }
            connection.setAutoCommit(false);
            return new CommitSession(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Begins a transaction, decides what becomes of each append and writes those that may be
     * written. What is left to do is to commit.
     */
    List<Appended> write(List<PendingAppend> batch) throws SQLException {
        replan();
        EventChains chains = new EventChains();
        List<Appended> outcomes = lock(batch, chains).judge(batch);
        RowBatch rows = new RowBatch();
        for (int i = 0; i < batch.size(); i++) {
            if (outcomes.get(i) instanceof Appended.Committed) {
                rows.addAll(chains.link(batch.get(i).rows()));
            }
        }
        writer.write(rows);
        return outcomes;
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Tables grow, at first fast: a plan for an empty one soon is a bad one. */
    private void replan() throws SQLException {
        transactions++;
        if (transactions >= replanAt) {
            replanAt = transactions + Math.min(transactions, PLANS_LAST);
            try (Statement statement = connection.createStatement()) {
                statement.execute("DISCARD PLANS");
            }
        }
    }

    private Facts lock(List<PendingAppend> batch, EventChains chains) throws SQLException {
        boolean addsRisk = batch.stream().anyMatch(PendingAppend::addsRisk);
        List<Facts.AccountKey> keys =
                batch.stream()
                        .flatMap(append ->
                                append.keys().keySet().stream()
                                        .map(key -> new Facts.AccountKey(append.account(), key)))
                        .toList();
        String sql =
                LOCK_ACCOUNTS
                        + (addsRisk ? ";" + READ_SWITCH : "")
                        + (keys.isEmpty() ? "" : ";" + FIND_KEYS);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setTexts(
                    statement,
                    1,
                    batch.stream().map(append -> append.account().value()).distinct().toList());
            if (!keys.isEmpty()) {
                setTexts(statement, 2, keys.stream().map(key -> key.account().value()).toList());
                setTexts(statement, 3, keys.stream().map(key -> key.key().value()).toList());
            }
            statement.execute();
            Map<AccountId, Long> sequences = sequences(statement.getResultSet(), chains);
            TradingSwitch platform = TradingSwitch.Enabled.INSTANCE;
            if (addsRisk) {
                statement.getMoreResults(); // the advisory lock
                statement.getMoreResults();
                platform = platform(statement.getResultSet());
            }
            Map<Facts.AccountKey, OrderId> taken = Map.of();
            if (!keys.isEmpty()) {
                statement.getMoreResults();
                taken = takenKeys(statement.getResultSet());
            }
            return new Facts(sequences, platform, taken);
        }
    }

    private static Map<AccountId, Long> sequences(ResultSet rows, EventChains chains)
            throws SQLException {
        Map<AccountId, Long> sequences = new HashMap<>();
        while (rows.next()) {
            sequences.put(AccountId.of(rows.getString(1)), rows.getLong(2));
            chains.startAt(rows.getString(1), rows.getBytes("chain_hash"));
        }
        return sequences;
    }

    /** A switch that is not there cannot be trusted to be open. */
    private static TradingSwitch platform(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return new TradingSwitch.Halted("the row of trading_control is missing");
        }
        return rows.getBoolean(1)
                ? TradingSwitch.Enabled.INSTANCE
                : new TradingSwitch.Halted(rows.getString(2));
    }

    private static Map<Facts.AccountKey, OrderId> takenKeys(ResultSet rows) throws SQLException {
        Map<Facts.AccountKey, OrderId> taken = new HashMap<>();
        while (rows.next()) {
            taken.put(
                    new Facts.AccountKey(
                            AccountId.of(rows.getString(1)), new ClientKey(rows.getString(2))),
                    new OrderId(rows.getLong(3)));
        }
        return taken;
    }

    private void setTexts(PreparedStatement statement, int parameter, List<String> values)
            throws SQLException {
        statement.setArray(parameter, connection.createArrayOf("text", values.toArray()));
    }
}
