package dev.keel.ledger.view;

import dev.keel.core.account.SharedLimit;
import dev.keel.core.account.UserId;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.ledger.database.LedgerDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Limits on what several accounts have at stake together, each for the accounts of one currency.
 *
 * <p>A limit counts from the moment at which it is set: what is committed later is held against it.
 * It takes nothing away that is at stake already.
 */
public final class SharedLimits {
    private static final String USER_PREFIX = "user:";

    /**
     * Waits for commits under way and keeps later ones waiting, so that none is left out of the sum
     * or counted twice.
     */
    private static final String HOLD_COMMITS = "LOCK TABLE account IN EXCLUSIVE MODE";

    private static final String SET =
            """
            INSERT INTO risk_scope (scope, currency, max_stake, used)
            SELECT ?, ?, ?, coalesce(sum(stake), 0) FROM account
            WHERE currency = ? AND (?::text IS NULL OR user_id = ?)
            ON CONFLICT (scope, currency) DO UPDATE
            SET max_stake = EXCLUDED.max_stake, used = EXCLUDED.used
            """;

    private final Queries queries;

    public SharedLimits(LedgerDatabase database) {
        this.queries = new Queries(database);
    }

    /**
     * Limits what the accounts of a scope have at stake together; those in other currencies than
     * the limit's are not counted. Blocks until commits under way have ended.
     *
     * @param scope {@link SharedLimit#PLATFORM} or {@link SharedLimit#ofUser}
     * @param who sets it, for the audit
     * @return what is used of it
     * @throws IllegalArgumentException if there is no such scope, or the limit is below zero
     */
    public LimitEntry set(String scope, Money limit, String who) {
        String user = userOf(scope);
        if (limit.isNegative()) {
            throw new IllegalArgumentException("limit must not be negative, was " + limit);
        }
        String currency = limit.asset().code();
        queries.inTransaction(
                "set a limit",
                connection -> {
                    execute(connection, HOLD_COMMITS);
                    tell(connection, who);
                    try (PreparedStatement set = connection.prepareStatement(SET)) {
                        set.setString(1, scope);
                        set.setString(2, currency);
                        set.setBigDecimal(3, limit.amount());
                        set.setString(4, currency);
                        set.setString(5, user.isEmpty() ? null : user);
                        set.setString(6, user);
                        return set.executeUpdate();
                    }
                });
        return read(scope, limit.asset()).orElseThrow();
    }

    /** The same, for the owner of the database. */
    public LimitEntry set(String scope, Money limit) {
        return set(scope, limit, "");
    }

    /** Takes a limit away, if there is one; blocks until commits under way have ended. */
    public void clear(String scope, Asset currency, String who) {
        queries.inTransaction(
                "clear a limit",
                connection -> {
                    execute(connection, HOLD_COMMITS);
                    tell(connection, who);
                    try (PreparedStatement clear =
                            connection.prepareStatement(
                                    "DELETE FROM risk_scope WHERE scope = ? AND currency = ?")) {
                        clear.setString(1, scope);
                        clear.setString(2, currency.code());
                        return clear.executeUpdate();
                    }
                });
    }

    /** The same, for the owner of the database. */
    public void clear(String scope, Asset currency) {
        clear(scope, currency, "");
    }

    /** The limit of a scope in one currency; empty if it is not limited. */
    public Optional<LimitEntry> read(String scope, Asset currency) {
        return queries.one(
                "SELECT * FROM risk_scope WHERE scope = ? AND currency = ?",
                Mappings::limit,
                scope,
                currency.code());
    }

    /** All limits, by scope and currency. */
    public List<LimitEntry> all() {
        return queries.list("SELECT * FROM risk_scope ORDER BY scope, currency", Mappings::limit);
    }

    /** The user of a user's scope; empty for the platform's. */
    private static String userOf(String scope) {
        if (scope.equals(SharedLimit.PLATFORM)) {
            return "";
        }
        if (!scope.startsWith(USER_PREFIX)) {
            throw new IllegalArgumentException(
                    "scope must be '"
                            + SharedLimit.PLATFORM
                            + "' or begin with '"
                            + USER_PREFIX
                            + "', was '"
                            + scope
                            + "'");
        }
        return new UserId(scope.substring(USER_PREFIX.length())).value();
    }

    /** Tells the transaction who it acts for: the audit is written by the database. */
    private static void tell(Connection connection, String who) throws SQLException {
        Queries.list(
                connection,
                "SELECT set_config('keel.who', ?, true) AS who",
                row -> row.text("who"),
                who);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
