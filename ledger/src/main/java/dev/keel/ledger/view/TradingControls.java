package dev.keel.ledger.view;

import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.database.LedgerException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kill switch of the platform.
 *
 * <p>Whoever turns it waits until transactions that add risk have ended. When {@link #disable}
 * returns, no event that adds risk is committed any more until {@link #enable}.
 */
public final class TradingControls {
    private final Queries queries;

    public TradingControls(LedgerDatabase database) {
        this.queries = new Queries(database);
    }

    public TradingControl read() {
        return queries.one("SELECT * FROM trading_control", Mappings::control)
                .orElseThrow(TradingControls::missing);
    }

    /**
     * Stops everything that adds risk; a second stop changes the reason, not the time.
     *
     * @return the row after it
     * @throws IllegalArgumentException if there is no reason
     */
    public TradingControl disable(String reason, String who) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason must be given");
        }
        return update(
                """
                UPDATE trading_control SET trading_enabled = false, stop_reason = ?,
                       stopped_at = coalesce(stopped_at, now()), updated_by = ?, updated_at = now()
                RETURNING *
                """,
                reason,
                who);
    }

    /**
     * Lets trading go on, and forgets failures and what stopped it.
     *
     * @return the row after it
     */
    public TradingControl enable(String who) {
        return update(
                """
                UPDATE trading_control SET trading_enabled = true, stop_reason = NULL,
                       stop_threshold_exceeded = false, consecutive_failures = 0,
                       stopped_at = NULL, stop_details = NULL, updated_by = ?, updated_at = now()
                RETURNING *
                """,
                who);
    }

    private TradingControl update(String sql, @Nullable Object... arguments) {
        return queries.inTransaction(
                "turn the kill switch",
                connection -> {
                    awaitRisk(connection);
                    return one(connection, sql, arguments).orElseThrow(TradingControls::missing);
                });
    }

    /** Takes its turn before later transactions that add risk, and waits for those under way. */
    private static void awaitRisk(Connection connection) throws SQLException {
        Queries.list(
                connection,
                "SELECT pg_advisory_xact_lock(" + LedgerDatabase.SWITCH_LOCK + ")",
                _ -> Boolean.TRUE);
        one(connection, "SELECT * FROM trading_control FOR UPDATE");
    }

    private static Optional<TradingControl> one(
            Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        return Queries.list(connection, sql, Mappings::control, arguments).stream().findFirst();
    }

    private static LedgerException missing() {
        return new LedgerException("the row of trading_control is missing");
    }
}
