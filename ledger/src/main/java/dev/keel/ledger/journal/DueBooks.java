package dev.keel.ledger.journal;

import dev.keel.core.account.Account;
import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountState;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.database.LedgerException;
import dev.keel.ledger.event.EventCodec;
import dev.keel.ledger.projection.LedgerTables;
import dev.keel.ledger.projection.Projection;
import dev.keel.ledger.projection.Row;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Books the events of accounts that an earlier Keel wrote without books. Each account is booked in
 * one transaction and crossed off in it; once none is due this costs one look.
 */
public final class DueBooks {
    private static final Logger LOG = LoggerFactory.getLogger(DueBooks.class);
    private static final int PORTION = 1_000;

    private final Connection connection;
    private final RowWriter writer;
    private RowBatch rows = new RowBatch();
    private Map<Long, BigDecimal> realised = new LinkedHashMap<>();

    private DueBooks(Connection connection) {
        this.connection = connection;
        this.writer = new RowWriter(connection);
    }

    /**
     * Books what is due; blocks.
     *
     * @throws LedgerException if the database refuses
     */
    public static void book(LedgerDatabase database) {
        try (Connection connection = database.connect("keel-books")) {
            connection.setAutoCommit(false);
            for (AccountId account : due(connection)) {
                new DueBooks(connection).book(account);
                connection.commit();
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new LedgerException(
                    "the books of earlier events cannot be made: " + e.getMessage(), e);
        }
    }

    private static List<AccountId> due(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT account_id FROM books_due ORDER BY account_id");
                ResultSet found = statement.executeQuery()) {
            List<AccountId> accounts = new ArrayList<>();
            while (found.next()) {
                accounts.add(AccountId.of(found.getString(1)));
            }
            return accounts;
        }
    }

    private void book(AccountId account) throws SQLException {
        if (!crossOff(account)) {
            return;
        }
        LOG.info("booking the earlier events of account {}", account);
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT sequence, payload FROM event WHERE account_id = ? ORDER BY sequence")) {
            statement.setFetchSize(PORTION);
            statement.setString(1, account.value());
            try (ResultSet events = statement.executeQuery()) {
                AccountState state = null;
                while (events.next()) {
                    AccountEvent event =
                            EventCodec.decode(account, events.getLong(1), events.getString(2));
                    state = take(state, event);
                    if (events.getLong(1) % PORTION == 0) {
                        write();
                    }
                }
            }
        }
        write();
    }

    /** Returns whether it was still due; another process waits here, and then finds it done. */
    private boolean crossOff(AccountId account) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM books_due WHERE account_id = ?")) {
            statement.setString(1, account.value());
            return statement.executeUpdate() == 1;
        }
    }

    private AccountState take(@Nullable AccountState before, AccountEvent event) {
        AccountState after =
                before == null ? Account.replay(List.of(event)) : Account.apply(before, event);
        List<Row> books = new ArrayList<>();
        for (Row row : Projection.tablesOf(before, List.of(event), after)) {
            if (LedgerTables.books().contains(row.table())) {
                books.add(row);
            } else {
                LedgerTables.realised(row)
                        .ifPresent(profit ->
                                realised.merge(LedgerTables.orderId(row), profit, BigDecimal::add));
            }
        }
        rows.addAll(books);
        return after;
    }

    private void write() throws SQLException {
        writer.write(rows, List.of());
        rows = new RowBatch();
        if (realised.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        UPDATE trade_ledger AS t
                        SET realized_pnl = coalesce(t.realized_pnl, 0) + r.profit::numeric
                        FROM unnest(?::int8[], ?::text[]) AS r (order_id, profit)
                        WHERE t.order_id = r.order_id
                        """)) {
            statement.setArray(1, connection.createArrayOf("int8", realised.keySet().toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            realised.values().stream().map(BigDecimal::toPlainString).toArray()));
            if (statement.executeUpdate() != realised.size()) {
                throw new SQLException("trade_ledger lacks orders that closed a position");
            }
        }
        realised = new LinkedHashMap<>();
    }
}
