package dev.keel.ledger.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a PostgreSQL server says about itself, as far as the ledger's promises rest on it. Read from
 * the server, embedded or not, before anything is written to it.
 *
 * @param versionNumber as in {@code server_version_num}: 180006 is 18.6
 * @param fsync whether the server waits for the disk
 * @param synchronousCommit what a commit of this role in this database waits for
 */
public record ServerFacts(int versionNumber, String fsync, String synchronousCommit) {

    private static final int OLDEST_MAJOR = 15;
    private static final int NUMBERS_PER_MAJOR = 10_000;

    /**
     * Waits for this server's disk at least, and for a standby's if there is one that is waited
     * for.
     */
    private static final Set<String> DURABLE_COMMITS = Set.of("on", "remote_apply");

    /**
     * Asks the server at the other end. Settings of the role and of the database count: use the
     * role that will write.
     *
     * @throws PostgresStartException if it does not answer like a PostgreSQL
     */
    public static ServerFacts read(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT current_setting('server_version_num')::int,
                                       current_setting('fsync'),
                                       current_setting('synchronous_commit')
                                """)) {
            row.next();
            return new ServerFacts(row.getInt(1), row.getString(2), row.getString(3));
        } catch (SQLException e) {
            throw new PostgresStartException(
                    "cannot read the settings of the database: " + e.getMessage(), e);
        }
    }

    /** Why the ledger must not be kept on this server, one sentence each; empty if it may. */
    public List<String> objections() {
        List<String> objections = new ArrayList<>();
        if (major() < OLDEST_MAJOR) {
            objections.add(
                    "the server is PostgreSQL %d, Keel needs %d or newer"
                            .formatted(major(), OLDEST_MAJOR));
        }
        if (!fsync.equals("on")) {
            objections.add("fsync is " + fsync + ", it must be on");
        }
        if (!DURABLE_COMMITS.contains(synchronousCommit)) {
            objections.add("synchronous_commit is " + synchronousCommit + ", it must be on");
        }
        return List.copyOf(objections);
    }

    /**
     * Refuses a server that is too old or not durable.
     *
     * @throws PostgresStartException naming every objection
     */
    public void requireFitForLedger() {
        List<String> objections = objections();
        if (!objections.isEmpty()) {
            throw new PostgresStartException(
                    "the database is not fit for the ledger: " + String.join("; ", objections));
        }
    }

    /** The major version, 15 or 18 say. */
    public int major() {
        return versionNumber / NUMBERS_PER_MAJOR;
    }
}
