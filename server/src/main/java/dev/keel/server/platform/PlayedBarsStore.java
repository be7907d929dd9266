package dev.keel.server.platform;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.database.LedgerException;
import dev.keel.ledger.view.FeedPositions;
import dev.keel.server.orchestrator.PlayedBars;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * How far markets were played, in the table {@code feed_position}.
 *
 * <p>Each market has its row, and all of them together are the account's time: what another market
 * does before the latest of them is past, so that the account's days and weeks never go back.
 */
final class PlayedBarsStore implements PlayedBars.Store {
    private static final String FEED = "paper";
    private static final String READ =
            "SELECT max(last_bar_close) FROM feed_position WHERE feed = ?";
    private final LedgerDatabase database;
    private final InstrumentId instrument;

    PlayedBarsStore(LedgerDatabase database, InstrumentId instrument) {
        this.database = database;
        this.instrument = instrument;
    }

    @Override
    public Optional<Instant> read() {
        try (Connection connection = database.borrow();
                PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, FEED);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.ofNullable(rows.getObject(1, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new LedgerException("cannot read how far it was played: " + e.getMessage(), e);
        }
    }

    @Override
    public void write(Instant barClose) {
        new FeedPositions(database).save(FEED, instrument, barClose);
    }
}
