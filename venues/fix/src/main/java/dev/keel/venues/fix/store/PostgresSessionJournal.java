package dev.keel.venues.fix.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a session in the tables {@code fix_session} and {@code fix_message}. One connection writes,
 * and holds the session's lock for as long as it lives: what commits is on the connection that
 * holds the lock, so two processes never write one session.
 */
public final class PostgresSessionJournal implements SessionJournal {
    /** Of a session, messages further back than this are forgotten. */
    private static final int KEPT_MESSAGES = 20_000;

    /** Commits between two times of forgetting. */
    private static final int COMMITS_BETWEEN_PRUNING = 5_000;

    private static final String LOCK = "SELECT pg_try_advisory_lock(hashtextextended(?, 0))";

    private static final String CREATE =
            "INSERT INTO fix_session (session) VALUES (?) ON CONFLICT DO NOTHING";

    private static final String LOAD =
            "SELECT next_sender, next_target, since FROM fix_session WHERE session = ?";

    private static final String FORGET_ALL = "DELETE FROM fix_message WHERE session = ?";

    private static final String PRUNE =
            "DELETE FROM fix_message WHERE session = ? AND sequence < (SELECT next_sender - "
                    + KEPT_MESSAGES
                    + " FROM fix_session WHERE session = ?)";

    /** One statement, and so one round trip and one commit. */
    private static final String ADVANCE =
            """
            WITH sent AS (
                INSERT INTO fix_message (session, sequence, message_type, body)
                SELECT ?, * FROM unnest(?::int[], ?::text[], ?::text[])
                ON CONFLICT (session, sequence) DO UPDATE
                SET message_type = EXCLUDED.message_type, body = EXCLUDED.body, at = EXCLUDED.at)
            """;

    private static final String SET_NUMBERS =
            "UPDATE fix_session SET next_sender = coalesce(?, next_sender),"
                    + " next_target = coalesce(?, next_target), since = coalesce(?, since)"
                    + " WHERE session = ?";

    private static final String PARK =
            "INSERT INTO fix_parked (session, sequence, at, body, why) VALUES (?, ?, ?, ?, ?)";

    private static final String READ =
            """
            SELECT sequence, message_type, body FROM (
                SELECT sequence, message_type, body FROM fix_message
                WHERE session = ? AND sequence BETWEEN ? AND ?
                ORDER BY sequence DESC LIMIT ?) AS newest
            ORDER BY sequence
            """;

    private static final Logger LOG = LoggerFactory.getLogger(PostgresSessionJournal.class);

    private final ConnectionSource source;
    private final String session;
    private final Outlives outlives;
    private @Nullable Connection connection;
    private int commits;

    /** What a commit has to survive. */
    private enum Outlives {
        /** The machine: a commit returns when it is on disk. */
        MACHINE,
        /** Our process: a commit returns when the server has it, and the disk has it soon. */
        PROCESS
    }

    private PostgresSessionJournal(ConnectionSource source, String session, Outlives outlives) {
        this.source = source;
        this.session = session;
        this.outlives = outlives;
    }

    /** Of all the sessions of a database that has Keel's schema. */
    public static MessageStoreProvider provider(ConnectionSource source) {
        return new MessageStoreProvider() {
            @Override
            public SessionJournal open(String session) {
                return new PostgresSessionJournal(source, session, Outlives.MACHINE);
            }

            @Override
            public SessionJournal openForOneLogon(String session) {
                return new PostgresSessionJournal(source, session, Outlives.PROCESS);
            }
        };
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public SessionState load() {
        drop();
        try {
            Connection fresh = source.connect("keel-fix");
            connection = fresh;
            lock(fresh);
            if (outlives == Outlives.PROCESS) {
                execute(fresh, "SET synchronous_commit = off");
            }
            update(fresh, CREATE);
            update(fresh, PRUNE, session);
            return state(fresh);
        } catch (SQLException e) {
            drop();
            throw failed("cannot be read", e);
        } catch (StoreException e) {
            drop();
            throw e;
        }
    }

    @Override
    public void commit(List<SessionChange> changes) {
        Connection current = connection;
        if (current == null) {
            throw new StoreException("the session " + session + " must be loaded first");
        }
        try {
            Batch batch = Batch.of(changes);
            if (batch.resetAt().isPresent() || !batch.parked().isEmpty()) {
                commitInSteps(current, batch);
            } else {
                advance(current, batch);
            }
            pruneNowAndThen(current);
        } catch (SQLException e) {
            drop();
            throw failed("may not have been stored", e);
        } catch (StoreException e) {
            drop();
            throw e;
        }
    }

    @Override
    public List<StoredMessage> read(int from, int to, int limit) {
        try (Connection reader = source.connect("keel-fix-resend");
                PreparedStatement statement = reader.prepareStatement(READ)) {
            statement.setString(1, session);
            statement.setInt(2, from);
            statement.setInt(3, to);
            statement.setInt(4, limit);
            return messages(statement);
        } catch (SQLException e) {
            throw failed("cannot be read", e);
        }
    }

    @Override
    public void close() {
        drop();
    }

    private void lock(Connection fresh) throws SQLException {
        try (PreparedStatement statement = fresh.prepareStatement(LOCK)) {
            statement.setString(1, "keel-fix:" + session);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next() || !row.getBoolean(1)) {
                    throw new StoreException(
                            "the FIX session " + session + " is in use by another Keel");
                }
            }
        }
    }

    private SessionState state(Connection fresh) throws SQLException {
        try (PreparedStatement statement = fresh.prepareStatement(LOAD)) {
            statement.setString(1, session);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new StoreException("the FIX session " + session + " has no row");
                }
                return new SessionState(
                        row.getInt(1), row.getInt(2), row.getTimestamp(3).toInstant());
            }
        }
    }

    private void commitInSteps(Connection current, Batch batch) throws SQLException {
        current.setAutoCommit(false);
        // What is put aside is evidence, and a reset is rare: both wait for the disk.
        execute(current, "SET LOCAL synchronous_commit = on");
        if (batch.resetAt().isPresent()) {
            update(current, FORGET_ALL);
        }
        for (SessionChange.Parked parked : batch.parked()) {
            park(current, parked);
        }
        advance(current, batch);
        current.commit();
        current.setAutoCommit(true);
    }

    private void park(Connection current, SessionChange.Parked parked) throws SQLException {
        try (PreparedStatement statement = current.prepareStatement(PARK)) {
            statement.setString(1, session);
            statement.setInt(2, parked.sequence());
            statement.setTimestamp(3, Timestamp.from(parked.at()));
            statement.setString(4, parked.body());
            statement.setString(5, parked.why());
            statement.executeUpdate();
        }
    }

    private void advance(Connection current, Batch batch) throws SQLException {
        Collection<StoredMessage> sent = batch.messages();
        String sql = sent.isEmpty() ? SET_NUMBERS : ADVANCE + SET_NUMBERS;
        try (PreparedStatement statement = current.prepareStatement(sql)) {
            int last = sent.isEmpty() ? 0 : setMessages(current, statement, sent);
            setNumber(statement, last + 1, batch.nextSender());
            setNumber(statement, last + 2, batch.nextTarget());
            setTime(statement, last + 3, batch.resetAt());
            statement.setString(last + 4, session);
            int rows = statement.executeUpdate();
            if (rows != 1) {
                throw new StoreException("the FIX session " + session + " has " + rows + " rows");
            }
        }
    }

    private int setMessages(
            Connection current, PreparedStatement statement, Collection<StoredMessage> sent)
            throws SQLException {
        statement.setString(1, session);
        statement.setArray(2, array(current, "int4", sent, StoredMessage::sequence));
        statement.setArray(3, array(current, "text", sent, StoredMessage::type));
        statement.setArray(4, array(current, "text", sent, StoredMessage::body));
        return 4;
    }

    private static Array array(
            Connection current,
            String type,
            Collection<StoredMessage> sent,
            Function<StoredMessage, Object> column)
            throws SQLException {
        return current.createArrayOf(type, sent.stream().map(column).toArray());
    }

    private static void setNumber(PreparedStatement statement, int at, Optional<Integer> number)
            throws SQLException {
        if (number.isPresent()) {
            statement.setInt(at, number.get());
        } else {
            statement.setNull(at, Types.INTEGER);
        }
    }

    private static void setTime(PreparedStatement statement, int at, Optional<Instant> time)
            throws SQLException {
        if (time.isPresent()) {
            statement.setTimestamp(at, Timestamp.from(time.get()));
        } else {
            statement.setNull(at, Types.TIMESTAMP_WITH_TIMEZONE);
        }
    }

    private void pruneNowAndThen(Connection current) throws SQLException {
        commits++;
        if (commits % COMMITS_BETWEEN_PRUNING == 0) {
            update(current, PRUNE, session);
        }
    }

    private void update(Connection current, String sql, String... more) throws SQLException {
        List<String> parameters = new ArrayList<>(List.of(session));
        Collections.addAll(parameters, more);
        try (PreparedStatement statement = current.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setString(i + 1, parameters.get(i));
            }
            statement.executeUpdate();
        }
    }

    private static void execute(Connection current, String sql) throws SQLException {
        try (Statement statement = current.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<StoredMessage> messages(PreparedStatement statement) throws SQLException {
        List<StoredMessage> messages = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                messages.add(new StoredMessage(row.getInt(1), row.getString(2), row.getString(3)));
            }
        }
        return messages;
    }

    private void drop() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("closing a connection failed", e);
        }
        connection = null;
    }

    /** The server's message is left out of what is thrown: it quotes values. */
    private StoreException failed(String what, SQLException cause) {
        LOG.warn("the state of the FIX session {} {}: {}", session, what, cause.getSQLState());
        return new StoreException(
                "the state of the FIX session "
                        + session
                        + " "
                        + what
                        + ": SQL state "
                        + cause.getSQLState());
    }
}
