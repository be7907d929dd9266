package dev.keel.server.platform;

import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.database.LedgerException;
import dev.keel.server.orchestrator.Session;
import dev.keel.server.orchestrator.SessionBook;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions in the table {@code orchestrator_session}. */
final class SessionStore implements SessionBook.Store {
    private static final String SAVE =
            """
            INSERT INTO orchestrator_session
                (id, started_at, ended_at, signals, trades, closings, wins, profit, currency)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                ended_at = excluded.ended_at, signals = excluded.signals, trades = excluded.trades,
                closings = excluded.closings, wins = excluded.wins, profit = excluded.profit
            """;
    private static final String LATEST =
            """
            SELECT id, started_at, ended_at, signals, trades, closings, wins, profit, currency
            FROM orchestrator_session ORDER BY started_at DESC, id LIMIT ?
            """;

    private final LedgerDatabase database;

    SessionStore(LedgerDatabase database) {
        this.database = database;
    }

    @Override
    public void save(Session session) {
        Session.Tally tally = session.tally();
        try (Connection connection = database.borrow();
                PreparedStatement statement = connection.prepareStatement(SAVE)) {
            statement.setObject(1, session.id());
            statement.setObject(2, utc(session.startedAt()));
            statement.setObject(3, session.endedAt().map(SessionStore::utc).orElse(null));
            statement.setLong(4, tally.signals());
            statement.setLong(5, tally.trades());
            statement.setLong(6, tally.closings());
            statement.setLong(7, tally.wins());
            statement.setBigDecimal(8, tally.profit().amount());
            statement.setString(9, tally.profit().asset().code());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new LedgerException("cannot write a session: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Session> latest(int atMost) {
        try (Connection connection = database.borrow();
                PreparedStatement statement = connection.prepareStatement(LATEST)) {
            statement.setInt(1, atMost);
            try (ResultSet rows = statement.executeQuery()) {
                List<Session> sessions = new ArrayList<>();
                while (rows.next()) {
                    sessions.add(session(rows));
                }
                return sessions;
            }
        } catch (SQLException e) {
            throw new LedgerException("cannot read sessions: " + e.getMessage(), e);
        }
    }

    private static Session session(ResultSet row) throws SQLException {
        Money profit = new Money(Asset.of(row.getString(9)), row.getBigDecimal(8));
        return new Session(
                row.getObject(1, UUID.class),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                instant(row.getObject(3, OffsetDateTime.class)),
                new Session.Tally(
                        row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7), profit));
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
