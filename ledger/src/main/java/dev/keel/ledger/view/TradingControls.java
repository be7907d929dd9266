package dev.keel.ledger.view;

import dev.keel.core.account.KillLevel;
import dev.keel.core.account.UserId;
import dev.keel.ledger.database.LedgerDatabase;
import dev.keel.ledger.database.LedgerException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kill switches above all accounts: the platform's, and those of users.
 *
 * <p>Whoever turns one waits until transactions that add risk have ended. When {@link #disable} or
 * {@link #disableUser} returns, no event that adds risk is committed any more in their reach until
 * {@link #enable} or {@link #enableUser}.
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

    /** Stops everything that adds risk, at {@link KillLevel#NO_NEW}. */
    public TradingControl disable(String reason, String who) {
        return disable(KillLevel.NO_NEW, reason, who);
    }

    /**
     * Stops everything that adds risk, and more as the level says; a second stop changes level and
     * reason, not the time.
     *
     * @return the row after it
     * @throws IllegalArgumentException if there is no reason
     */
    public TradingControl disable(KillLevel level, String reason, String who) {
        requireReason(reason);
        return update(
                """
                UPDATE trading_control SET trading_enabled = false, stop_level = ?, stop_reason = ?,
                       stopped_at = coalesce(stopped_at, now()), updated_by = ?, updated_at = now()
                RETURNING *
                """,
                word(level),
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
                       stop_level = DEFAULT, stop_threshold_exceeded = false, consecutive_failures = 0,
                       stopped_at = NULL, stop_details = NULL, updated_by = ?, updated_at = now()
                RETURNING *
                """,
                who);
    }

    /** The kill switch of a user; empty if it was never thrown. */
    public Optional<UserControl> readUser(UserId user) {
        return queries.one(
                "SELECT * FROM user_control WHERE user_id = ?",
                Mappings::userControl,
                user.value());
    }

    /** The users whose kill switch is thrown, in the order of their ids. */
    public List<UserControl> stoppedUsers() {
        return queries.list(
                "SELECT * FROM user_control WHERE level IS NOT NULL ORDER BY user_id",
                Mappings::userControl);
    }

    /**
     * Stops everything that adds risk on the accounts of a user, and more as the level says; a
     * second stop changes level and reason, not the time.
     *
     * @return the row after it
     * @throws IllegalArgumentException if there is no reason
     */
    public UserControl disableUser(UserId user, KillLevel level, String reason, String who) {
        requireReason(reason);
        return updateUser(
                """
                INSERT INTO user_control AS u (user_id, level, reason, stopped_at, updated_by)
                VALUES (?, ?, ?, now(), ?)
                ON CONFLICT (user_id) DO UPDATE
                SET level = EXCLUDED.level, reason = EXCLUDED.reason,
                    stopped_at = coalesce(u.stopped_at, now()), updated_by = EXCLUDED.updated_by,
                    updated_at = now()
                RETURNING *
                """,
                user.value(),
                word(level),
                reason,
                who);
    }

    /**
     * Lets the accounts of a user go on.
     *
     * @return the row after it
     */
    public UserControl enableUser(UserId user, String who) {
        return updateUser(
                """
                INSERT INTO user_control (user_id, updated_by) VALUES (?, ?)
                ON CONFLICT (user_id) DO UPDATE
                SET level = NULL, reason = NULL, stopped_at = NULL,
                    updated_by = EXCLUDED.updated_by, updated_at = now()
                RETURNING *
                """,
                user.value(),
                who);
    }

    private UserControl updateUser(String sql, @Nullable Object... arguments) {
        return queries.inTransaction(
                "turn the kill switch of a user",
                connection -> {
                    awaitRisk(connection);
                    return Queries.list(connection, sql, Mappings::userControl, arguments)
                            .getFirst();
                });
    }

    private TradingControl update(String sql, @Nullable Object... arguments) {
        return queries.inTransaction(
                "turn the kill switch",
                connection -> {
                    awaitRisk(connection);
                    return one(connection, sql, arguments).orElseThrow(TradingControls::missing);
                });
    }

    /**
     * Takes its turn before later transactions that add risk, and waits for those under way. All of
     * them wait for this one: if its process stands still, the server ends it.
     */
    private static void awaitRisk(Connection connection) throws SQLException {
        Queries.list(
                connection,
                "SELECT set_config('idle_in_transaction_session_timeout', '5s', true)",
                _ -> Boolean.TRUE);
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

    private static void requireReason(String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason must be given");
        }
    }

    private static String word(KillLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private static LedgerException missing() {
        return new LedgerException("the row of trading_control is missing");
    }
}
