package dev.keel.ledger.view;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.ledger.database.LedgerDatabase;
import java.time.Instant;
import java.util.Optional;

/** How far each replay has played, so that it can go on after a restart. */
public final class FeedPositions {
    private final Queries queries;

    public FeedPositions(LedgerDatabase database) {
        this.queries = new Queries(database);
    }

    /** The close of the latest bar that was played whole. */
    public Optional<Instant> lastBarClose(String feed, InstrumentId instrument) {
        return queries.one(
                "SELECT last_bar_close FROM feed_position WHERE feed = ? AND instrument = ?",
                row -> row.instant("last_bar_close"),
                feed,
                instrument.symbol());
    }

    /** Remembers a bar's close; durable when this returns. An earlier one is overwritten. */
    public void save(String feed, InstrumentId instrument, Instant lastBarClose) {
        queries.list(
                """
                INSERT INTO feed_position (feed, instrument, last_bar_close) VALUES (?, ?, ?)
                ON CONFLICT (feed, instrument)
                DO UPDATE SET last_bar_close = EXCLUDED.last_bar_close, updated_at = now()
                RETURNING feed
                """,
                row -> row.text("feed"),
                feed,
                instrument.symbol(),
                lastBarClose);
    }
}
