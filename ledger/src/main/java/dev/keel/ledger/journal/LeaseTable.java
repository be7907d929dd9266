package dev.keel.ledger.journal;

import dev.keel.core.account.AccountId;
import dev.keel.core.journal.LeaseHeldException;
import dev.keel.ledger.database.LedgerDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code writer} and {@code account_lease}, as one writer changes them.
 *
 * <p>Locks are taken in the order account, lease, writer. Whoever takes an account from a writer
 * whose term is over turns that writer's {@code until} to {@code -infinity} in the same
 * transaction: its next heartbeat finds out, also if the database's clock was turned back
 * meanwhile.
 */
final class LeaseTable {
    /** The row of the account comes first: who commits to it has it, until that commit is over. */
    private static final String LOCK_LEASE =
            "SET LOCAL lock_timeout = '30s';"
                    + "SELECT 1 FROM account WHERE id = ? FOR UPDATE;"
                    + "INSERT INTO account_lease (account_id, token) VALUES (?, 0)"
                    + " ON CONFLICT DO NOTHING;"
                    + "SELECT writer_id FROM account_lease WHERE account_id = ? FOR UPDATE";

    private static final String END_WRITER =
            "UPDATE writer SET until = '-infinity' WHERE id = ? AND until <= clock_timestamp()";

    private static final String TAKE =
            "UPDATE account_lease SET token = token + 1, writer_id = ?, taken_at = now()"
                    + " WHERE account_id = ? RETURNING token";

    private static final String UNTIL = "clock_timestamp() + ? * interval '1 millisecond'";

    private final LedgerDatabase database;
    private final UUID writer;
    private final String holder;
    private final long termMillis;
    private final long silenceMillis;

    LeaseTable(LedgerDatabase database, UUID writer, JournalSettings settings) {
        this.database = database;
        this.writer = writer;
        this.holder = settings.holder();
        this.termMillis = settings.leaseTerm().toMillis();
        this.silenceMillis = settings.silenceInTransaction().toMillis();
    }

    /**
     * Takes an account.
     *
     * @return its new token
     * @throws LeaseHeldException if another writer's term still runs
     */
    long take(AccountId account) throws SQLException {
        try (Connection connection = database.borrow()) {
            begin(connection);
            UUID before = lock(connection, account);
            if (before != null && !before.equals(writer)) {
                requireEnded(connection, before, account);
            }
            long token;
            try (PreparedStatement take = connection.prepareStatement(TAKE)) {
                take.setObject(1, writer);
                take.setString(2, account.value());
                try (ResultSet row = take.executeQuery()) {
                    row.next();
                    token = row.getLong(1);
                }
            }
            connection.commit();
            return token;
        }
    }

    /**
     * Begins a new term, if the term before is not over.
     *
     * @return whether it was not; if it was, nothing has changed
     */
    boolean renew(Connection connection) throws SQLException {
        try (PreparedStatement renew =
                connection.prepareStatement(
                        "UPDATE writer SET until = "
                                + UNTIL
                                + " WHERE id = ? AND until > clock_timestamp()")) {
            renew.setLong(1, termMillis);
            renew.setObject(2, writer);
            return renew.executeUpdate() == 1;
        }
    }

    /**
     * Begins a new term after a gap, in which others may have taken accounts.
     *
     * @return the tokens of those that are left
     */
    Map<AccountId, Long> beginAnew(Connection connection) throws SQLException {
        begin(connection);
        try (PreparedStatement begin =
                        connection.prepareStatement(
                                "INSERT INTO writer (id, holder, until) VALUES (?, ?, "
                                        + UNTIL
                                        + ") ON CONFLICT (id) DO UPDATE"
                                        + " SET until = EXCLUDED.until");
                PreparedStatement left =
                        connection.prepareStatement(
                                "SELECT account_id, token FROM account_lease"
                                        + " WHERE writer_id = ?")) {
            begin.setObject(1, writer);
            begin.setString(2, holder);
            begin.setLong(3, termMillis);
            begin.executeUpdate();
            left.setObject(1, writer);
            Map<AccountId, Long> tokens = new HashMap<>();
            try (ResultSet rows = left.executeQuery()) {
                while (rows.next()) {
                    tokens.put(AccountId.of(rows.getString(1)), rows.getLong(2));
                }
            }
            connection.commit();
            return tokens;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Lets go of an account, if it was not taken since. */
    void release(AccountId account, long token) throws SQLException {
        try (Connection connection = database.borrow();
                PreparedStatement release =
                        connection.prepareStatement(
                                "UPDATE account_lease SET writer_id = NULL"
                                        + " WHERE account_id = ? AND token = ?"
                                        + " AND writer_id = ?")) {
            release.setString(1, account.value());
            release.setLong(2, token);
            release.setObject(3, writer);
            release.executeUpdate();
        }
    }

    /** Lets go of everything. */
    void releaseAll() throws SQLException {
        try (Connection connection = database.borrow();
                PreparedStatement release =
                        connection.prepareStatement(
                                "UPDATE account_lease SET writer_id = NULL WHERE writer_id = ?");
                PreparedStatement leave =
                        connection.prepareStatement("DELETE FROM writer WHERE id = ?")) {
            begin(connection);
            release.setObject(1, writer);
            release.executeUpdate();
            leave.setObject(1, writer);
            leave.executeUpdate();
            connection.commit();
        }
    }

    /** Begins a transaction that keeps no locks if this process stands still in it. */
    private void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL idle_in_transaction_session_timeout = " + silenceMillis);
        }
    }

    private static @Nullable UUID lock(Connection connection, AccountId account)
            throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK_LEASE)) {
            for (int i = 1; i <= 3; i++) {
                lock.setString(i, account.value());
            }
            lock.execute();
            lock.getMoreResults(); // the account
            lock.getMoreResults(); // what was inserted
            lock.getMoreResults();
            try (ResultSet row = lock.getResultSet()) {
                row.next();
                return row.getObject(1, UUID.class);
            }
        }
    }

    private static void requireEnded(Connection connection, UUID other, AccountId account)
            throws SQLException {
        try (PreparedStatement end = connection.prepareStatement(END_WRITER);
                Statement query = connection.createStatement()) {
            end.setObject(1, other);
            if (end.executeUpdate() == 1) {
                return;
            }
            try (ResultSet row =
                    query.executeQuery("SELECT holder FROM writer WHERE id = '" + other + "'")) {
                if (row.next()) {
                    throw new LeaseHeldException(account, row.getString(1));
                }
            }
        }
    }
}
