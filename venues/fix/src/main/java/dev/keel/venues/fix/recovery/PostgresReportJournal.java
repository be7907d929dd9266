package dev.keel.venues.fix.recovery;

import dev.keel.core.account.AccountId;
import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.fix.store.ConnectionSource;
import dev.keel.venues.fix.transport.FixMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the reports of an account in the table {@code fix_report}. For any number of threads. */
public final class PostgresReportJournal implements ReportJournal, AutoCloseable {
    private static final String COLUMNS =
            "SELECT number, subject, name, hash, received_at, message FROM fix_report"
                    + " WHERE account = ?";

    /** One statement: the number is drawn, and taken by nobody else, when the row is there. */
    private static final String KEEP =
            """
            INSERT INTO fix_report (account, number, subject, name, hash, received_at, message)
            SELECT ?::text, 1 + coalesce((SELECT max(number) FROM fix_report WHERE account = ?), 0),
                ?::text, ?::text, ?::text, ?::timestamptz, ?::text
            ON CONFLICT (account, name) DO NOTHING
            RETURNING number
            """;

    private final ConnectionSource source;
    private final AccountId account;
    private @Nullable Connection connection;

    public PostgresReportJournal(ConnectionSource source, AccountId account) {
        this.source = source;
        this.account = account;
    }

    /** The journals of all accounts of a database that has Keel's schema. */
    public static Provider provider(ConnectionSource source) {
        return account -> new PostgresReportJournal(source, account);
    }

    @Override
    public synchronized Kept keep(
            String subject, String name, String hash, Instant receivedAt, FixMessage message) {
        try (PreparedStatement statement = connection().prepareStatement(KEEP)) {
            statement.setString(1, account.value());
            statement.setString(2, account.value());
            statement.setString(3, subject);
            statement.setString(4, name);
            statement.setString(5, hash);
            statement.setTimestamp(6, Timestamp.from(receivedAt));
            statement.setString(7, MessageText.write(message));
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    return new Kept.New(
                            new Entry(row.getLong(1), subject, name, hash, receivedAt, message));
                }
            }
        } catch (SQLException e) {
            throw failed("may not have been kept", e);
        }
        Entry before = select(" AND name = ?", name).getFirst();
        return before.hash().equals(hash) ? new Kept.Known() : new Kept.Contradicts(before);
    }

    @Override
    public synchronized List<Entry> after(long number) {
        return select(" AND number > ?::bigint ORDER BY number", Long.toString(number));
    }

    @Override
    public synchronized List<Entry> of(String subject) {
        return select(" AND subject = ? ORDER BY number", subject);
    }

    @Override
    public synchronized Optional<Entry> latest() {
        return select(" ORDER BY number DESC LIMIT 1").stream().findFirst();
    }

    @Override
    public synchronized void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                throw failed("cannot be closed", e);
            }
        }
    }

    private List<Entry> select(String rest, String... parameters) {
        try (PreparedStatement statement = connection().prepareStatement(COLUMNS + rest)) {
            statement.setString(1, account.value());
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 2, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                List<Entry> entries = new ArrayList<>();
                while (row.next()) {
                    entries.add(
                            new Entry(
                                    row.getLong(1),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getTimestamp(5).toInstant(),
                                    MessageText.read(row.getString(6))));
                }
                return entries;
            }
        } catch (SQLException e) {
            throw failed("cannot be read", e);
        }
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null || open.isClosed()) {
            open = source.connect("keel-fix-reports");
            connection = open;
        }
        return open;
    }

    /** The server's words are left out: they quote values. The next call connects anew. */
    private ConnectorException failed(String what, SQLException cause) {
        Connection broken = connection;
        connection = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
        return new ConnectorException(
                ConnectorException.Category.UNKNOWN_OUTCOME,
                "the FIX reports of "
                        + account
                        + " "
                        + what
                        + ": SQL state "
                        + cause.getSQLState());
    }
}
