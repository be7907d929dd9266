package dev.keel.ledger.journal;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.KillLevel;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.account.UserId;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The committer's connection. A transaction takes three round trips: locks, writes, commit; several
 * statements travel in one.
 */
final class CommitSession implements AutoCloseable {
    /**
     * Rows are found by index alone, and plans are kept: the planner would scan a table that was
     * small when it looked.
     */
    private static final List<String> SETTINGS =
            List.of(
                    "SET plan_cache_mode = force_generic_plan",
                    "SET enable_seqscan = off",
                    "SET enable_hashjoin = off",
                    "SET enable_mergejoin = off",
                    "SET jit = off",
                    "SET lock_timeout = '30s'");

    private static final String LOCK_ACCOUNTS =
            "SELECT id, sequence, stake, chain_hash FROM account WHERE id = ANY (?::text[])"
                    + " ORDER BY id FOR UPDATE";

    /**
     * After the lock: whoever takes an account holds its row, so that what is read here stays. Only
     * an account that is to be opened has no row yet; there the lease itself is held.
     */
    private static final String READ_TOKENS =
            "SELECT account_id, token FROM account_lease WHERE account_id = ANY (?::text[])";

    private static final String HOLD_TOKENS = READ_TOKENS + " ORDER BY account_id FOR SHARE";

    private static final String LOCK_BUDGETS =
            "SELECT scope, currency, max_stake, used FROM risk_scope"
                    + " WHERE (scope, currency) IN (SELECT * FROM unnest(?::text[], ?::text[]))"
                    + " ORDER BY scope, currency FOR UPDATE";

    /**
     * The advisory lock makes it fair: one who waits to turn the switch is not passed by
     * transactions that come later, as it would be at the row alone.
     */
    private static final String READ_SWITCHES =
            "SELECT pg_advisory_xact_lock_shared("
                    + LedgerDatabase.SWITCH_LOCK
                    + ");SELECT trading_enabled, stop_level, stop_reason FROM trading_control"
                    + " WHERE id = 1 FOR SHARE"
                    + ";SELECT user_id, level, reason FROM user_control"
                    + " WHERE user_id = ANY (?::text[]) AND level IS NOT NULL"
                    + " ORDER BY user_id FOR SHARE";

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

    /**
     * Connects.
     *
     * @param silence after which the server ends a transaction of which nothing more is heard
     */
    static CommitSession open(LedgerDatabase database, Duration silence) throws SQLException {
        Connection connection = database.connect("keel-journal");
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            try (Statement statement = connection.createStatement()) {
                for (String setting : SETTINGS) {
                    statement.execute(setting);
                }
                statement.execute(
                        "SET idle_in_transaction_session_timeout = " + silence.toMillis());
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
        Judgement judgement = Judgement.of(lock(batch, chains), batch);
        List<Appended> outcomes = judgement.outcomes();
        RowBatch rows = new RowBatch();
        for (int i = 0; i < batch.size(); i++) {
            if (outcomes.get(i) instanceof Appended.Committed) {
                rows.addAll(chains.link(batch.get(i).rows()));
            }
        }
        writer.write(rows, judgement.changedBudgets());
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
        boolean opens = batch.stream().anyMatch(append -> append.before() == 0);
        boolean addsRisk = batch.stream().anyMatch(PendingAppend::addsRisk);
        List<Facts.AccountKey> keys =
                batch.stream()
                        .flatMap(append ->
                                append.usedKeys().stream()
                                        .map(key -> new Facts.AccountKey(append.account(), key)))
                        .toList();
        String sql =
                LOCK_ACCOUNTS
                        + (opens ? ";" + HOLD_TOKENS : ";" + READ_TOKENS)
                        + (addsRisk ? ";" + READ_SWITCHES : "")
                        + ";"
                        + LOCK_BUDGETS
                        + (keys.isEmpty() ? "" : ";" + FIND_KEYS);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameters parameters = new Parameters(statement);
            List<String> accounts = texts(batch, append -> append.account().value());
            parameters.add(accounts);
            parameters.add(accounts);
            if (addsRisk) {
                parameters.add(texts(batch, append -> append.profile().user().value()));
            }
            List<Budget.Scope> scopes =
                    batch.stream()
                            .flatMap(append -> Budget.Scope.of(append.profile()).stream())
                            .distinct()
                            .toList();
            parameters.add(scopes.stream().map(Budget.Scope::name).toList());
            parameters.add(scopes.stream().map(Budget.Scope::currency).toList());
            if (!keys.isEmpty()) {
                parameters.add(keys.stream().map(key -> key.account().value()).toList());
                parameters.add(keys.stream().map(key -> key.key().value()).toList());
            }
            statement.execute();
            return facts(statement, chains, addsRisk, !keys.isEmpty());
        }
    }

    private static Facts facts(
            Statement statement, EventChains chains, boolean addsRisk, boolean hasKeys)
            throws SQLException {
        Map<AccountId, Facts.Standing> accounts = accounts(statement.getResultSet(), chains);
        Map<AccountId, Long> tokens = tokens(next(statement));
        Facts.Switches switches = Facts.Switches.OPEN;
        if (addsRisk) {
            next(statement).close(); // the advisory lock
            TradingSwitch platform = platform(next(statement));
            switches = new Facts.Switches(platform, users(next(statement)));
        }
        Map<Budget.Scope, Budget> budgets = budgets(next(statement));
        return new Facts(
                accounts,
                tokens,
                switches,
                budgets,
                hasKeys ? takenKeys(next(statement)) : Map.of());
    }

    private static ResultSet next(Statement statement) throws SQLException {
        statement.getMoreResults();
        return statement.getResultSet();
    }

    private static Map<AccountId, Facts.Standing> accounts(ResultSet rows, EventChains chains)
            throws SQLException {
        Map<AccountId, Facts.Standing> accounts = new HashMap<>();
        while (rows.next()) {
            chains.startAt(rows.getString(1), rows.getBytes(4));
            accounts.put(
                    AccountId.of(rows.getString(1)),
                    new Facts.Standing(rows.getLong(2), rows.getBigDecimal(3)));
        }
        return accounts;
    }

    private static Map<AccountId, Long> tokens(ResultSet rows) throws SQLException {
        Map<AccountId, Long> tokens = new HashMap<>();
        while (rows.next()) {
            tokens.put(AccountId.of(rows.getString(1)), rows.getLong(2));
        }
        return tokens;
    }

    /** A switch that is not there cannot be trusted to be open. */
    private static TradingSwitch platform(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return new TradingSwitch.Halted("the row of trading_control is missing");
        }
        return rows.getBoolean(1)
                ? TradingSwitch.Enabled.INSTANCE
                : halted(rows.getString(2), rows.getString(3));
    }

    private static Map<UserId, TradingSwitch> users(ResultSet rows) throws SQLException {
        Map<UserId, TradingSwitch> users = new HashMap<>();
        while (rows.next()) {
            users.put(new UserId(rows.getString(1)), halted(rows.getString(2), rows.getString(3)));
        }
        return users;
    }

    private static TradingSwitch halted(String level, String reason) {
        return new TradingSwitch.Halted(KillLevel.valueOf(level.toUpperCase(Locale.ROOT)), reason);
    }

    private static Map<Budget.Scope, Budget> budgets(ResultSet rows) throws SQLException {
        Map<Budget.Scope, Budget> budgets = new HashMap<>();
        while (rows.next()) {
            Budget.Scope scope = new Budget.Scope(rows.getString(1), rows.getString(2));
            budgets.put(scope, new Budget(scope, rows.getBigDecimal(3), rows.getBigDecimal(4)));
        }
        return budgets;
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

    private static List<String> texts(
            List<PendingAppend> batch, Function<PendingAppend, String> text) {
        return batch.stream().map(text).distinct().toList();
    }

    /** Arrays of texts, one after the other. */
    private final class Parameters {
        private final PreparedStatement statement;
        private int last;

        Parameters(PreparedStatement statement) {
            this.statement = statement;
        }

        void add(List<String> values) throws SQLException {
            last++;
            statement.setArray(last, connection.createArrayOf("text", values.toArray()));
        }
    }
}
