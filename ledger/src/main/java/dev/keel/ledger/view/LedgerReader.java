package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.projection.LedgerStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the tables. Each call sees one moment; safe for any number of threads. */
public final class LedgerReader {
    private static final String OF_ACCOUNT = " WHERE (?::text IS NULL OR account_id = ?)";

    private final Queries queries;

    public LedgerReader(LedgerDatabase database) {
        this.queries = new Queries(database);
    }

    /** Orders, the latest first, and how many there are. */
    public Page<LedgerEntry> orders(LedgerQuery query) {
        String account = query.account() == null ? null : query.account().value();
        String status = query.status() == null ? null : LedgerStatus.of(query.status());
        String where = OF_ACCOUNT + " AND (?::text IS NULL OR status = ?)";
        return queries.inTransaction(
                "list orders",
                connection -> {
                    oneSnapshot(connection);
                    List<LedgerEntry> items =
                            Queries.list(
                                    connection,
                                    "SELECT * FROM trade_ledger"
                                            + where
                                            + " ORDER BY created_at DESC, order_id DESC LIMIT ? OFFSET ?",
                                    Mappings::ledgerEntry,
                                    account,
                                    account,
                                    status,
                                    status,
                                    query.limit(),
                                    query.offset());
                    List<Long> total =
                            Queries.list(
                                    connection,
                                    "SELECT count(*) AS total FROM trade_ledger" + where,
                                    row -> row.integer("total"),
                                    account,
                                    account,
                                    status,
                                    status);
                    return new Page<>(items, total.getFirst());
                });
    }

    public Optional<LedgerEntry> order(OrderId order) {
        return queries.one(
                "SELECT * FROM trade_ledger WHERE order_id = ?",
                Mappings::ledgerEntry,
                order.value());
    }

    /** The order that a client placed under a key. */
    public Optional<LedgerEntry> order(AccountId account, ClientKey key) {
        return queries.one(
                "SELECT * FROM trade_ledger"
                        + " WHERE account_id = ? AND trade_uuid = ? AND origin = 'client'",
                Mappings::ledgerEntry,
                account.value(),
                key.value());
    }

    /**
     * Positions ever held, in the order of accounts and symbols; flat ones have the quantity 0.
     *
     * @param account null for all
     */
    public List<PositionEntry> positions(@Nullable AccountId account) {
        String id = valueOf(account);
        return queries.list(
                "SELECT * FROM broker_positions" + OF_ACCOUNT + " ORDER BY account_id, symbol",
                Mappings::position,
                id,
                id);
    }

    /** The fills of an order, oldest first. */
    public List<FillEntry> fills(OrderId order) {
        return queries.list(
                "SELECT * FROM fill WHERE order_id = ? ORDER BY sequence",
                Mappings::fill,
                order.value());
    }

    /** The latest fills of an account, the latest first. */
    public List<FillEntry> latestFills(AccountId account, int limit) {
        LedgerQuery.requireLimit(limit);
        return queries.list(
                "SELECT * FROM fill WHERE account_id = ? ORDER BY sequence DESC LIMIT ?",
                Mappings::fill,
                account.value(),
                limit);
    }

    /**
     * The latest signals, the latest first.
     *
     * @param account null for all
     */
    public List<SignalEntry> latestSignals(@Nullable AccountId account, int limit) {
        LedgerQuery.requireLimit(limit);
        String id = valueOf(account);
        return queries.list(
                "SELECT * FROM signal"
                        + OF_ACCOUNT
                        + " ORDER BY created_at DESC, account_id, id LIMIT ?",
                Mappings::signal,
                id,
                id,
                limit);
    }

    /**
     * Signals that wait for a person, oldest first.
     *
     * @param account null for all
     */
    public List<SignalEntry> heldSignals(@Nullable AccountId account) {
        String id = valueOf(account);
        return queries.list(
                "SELECT * FROM signal"
                        + OF_ACCOUNT
                        + " AND status = 'held' ORDER BY created_at, account_id, id",
                Mappings::signal,
                id,
                id);
    }

    /** All accounts in the order of their ids. */
    public List<AccountEntry> accounts() {
        return queries.list("SELECT * FROM account ORDER BY id", Mappings::accountEntry);
    }

    /**
     * What each UTC day brought, oldest first; days without orders and fills are left out.
     *
     * @param to the first day that is not asked for
     */
    public List<DailyStatistics> daily(AccountId account, LocalDate from, LocalDate to) {
        return queries.list(
                """
                SELECT account_id, day::text AS day, sum(orders) AS orders,
                       sum(rejected) AS rejected, sum(fills) AS fills,
                       sum(volume) AS volume, sum(fees) AS fees
                FROM (SELECT account_id, (created_at AT TIME ZONE 'UTC')::date AS day,
                             1 AS orders, (status = 'rejected')::int AS rejected, 0 AS fills,
                             0::numeric AS volume, 0::numeric AS fees
                      FROM trade_ledger
                      WHERE account_id = ? AND created_at >= ? AND created_at < ?
                      UNION ALL
                      SELECT account_id, (at AT TIME ZONE 'UTC')::date, 0, 0, 1, notional, fee
                      FROM fill WHERE account_id = ? AND at >= ? AND at < ?) AS happened
                GROUP BY account_id, day ORDER BY day
                """,
                Mappings::daily,
                account.value(),
                from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                to.atStartOfDay(ZoneOffset.UTC).toInstant(),
                account.value(),
                from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                to.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** The page and its total are of one moment. */
    static void oneSnapshot(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        }
    }

    private static @Nullable String valueOf(@Nullable AccountId account) {
        return account == null ? null : account.value();
    }
}
