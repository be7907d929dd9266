package dev.keel.ledger.journal;

import dev.keel.core.account.AccountId;
import dev.keel.core.journal.JournalException;
import dev.keel.core.journal.RecordedEvent;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.event.EventCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what the journal has written. */
final class EventReader {
    private static final int FETCH_SIZE = 1_000;

    private final LedgerDatabase database;

    EventReader(LedgerDatabase database) {
        this.database = database;
    }

    List<RecordedEvent> read(AccountId account, long afterSequence) {
        try (Connection connection = database.borrow()) {
            connection.setAutoCommit(false); // also so that rows come in portions
            awaitWriters(connection, account);
            return events(connection, account, afterSequence);
        } catch (SQLException e) {
            throw cannot("read the events of account " + account, e);
        }
    }

    List<AccountId> accounts() {
        try (Connection connection = database.borrow();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM account ORDER BY id")) {
            List<AccountId> accounts = new ArrayList<>();
            while (rows.next()) {
                accounts.add(AccountId.of(rows.getString(1)));
            }
            return accounts;
        } catch (SQLException e) {
            throw cannot("list the accounts", e);
        }
    }

    Optional<OrderId> findOrder(AccountId account, ClientKey key) {
        try (Connection connection = database.borrow();
                PreparedStatement statement =
                        connection.prepareStatement(
                                """
                                SELECT order_id FROM trade_ledger
                                WHERE account_id = ? AND trade_uuid = ? AND origin = 'client'
                                """)) {
            statement.setString(1, account.value());
            statement.setString(2, key.value());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(new OrderId(row.getLong(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw cannot("look for an order of account " + account, e);
        }
    }

    /**
     * Waits until nobody writes to the account: a commit whose answer was lost may still be on its
     * way, and its transaction holds the row until it ends.
     */
    private static void awaitWriters(Connection connection, AccountId account) throws SQLException {
        try (Statement settings = connection.createStatement();
                PreparedStatement lock =
                        connection.prepareStatement(
                                "SELECT 1 FROM account WHERE id = ? FOR SHARE")) {
            // The lock is all there is to commit, and need not reach the disk.
            settings.execute("SET LOCAL synchronous_commit = off");
            settings.execute("SET LOCAL lock_timeout = '60s'");
            lock.setString(1, account.value());
            lock.execute();
            connection.commit();
        }
    }

    private static List<RecordedEvent> events(
            Connection connection, AccountId account, long afterSequence) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT sequence, payload FROM event
                        WHERE account_id = ? AND sequence > ? ORDER BY sequence
                        """)) {
            statement.setFetchSize(FETCH_SIZE);
            statement.setString(1, account.value());
            statement.setLong(2, afterSequence);
            List<RecordedEvent> events = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    long sequence = rows.getLong(1);
                    requireNext(account, afterSequence + events.size() + 1, sequence);
                    events.add(
                            new RecordedEvent(
                                    sequence,
                                    EventCodec.decode(account, sequence, rows.getString(2))));
                }
            }
            connection.commit();
            return events;
        }
    }

    private static void requireNext(AccountId account, long expected, long actual) {
        if (actual != expected) {
            throw new JournalException(
                    "event " + expected + " of account " + account + " is missing");
        }
    }

    private static JournalException cannot(String what, SQLException cause) {
        return new JournalException("cannot " + what + ": " + cause.getMessage(), cause);
    }
}
