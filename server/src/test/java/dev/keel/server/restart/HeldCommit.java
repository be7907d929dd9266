package dev.keel.server.restart;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Holds one transaction of the ledger up, in the database: the first one that writes an event of a
 * kind after a sequence. Whoever waits for its answer can be killed meanwhile.
 *
 * <p>The transaction waits for a lock that this has, in a trigger: while it writes, so that it is
 * rolled back when its client is gone, or while it commits, so that it is committed though nobody
 * hears of it.
 */
final class HeldCommit {
    /** When the transaction is held up, and hence what becomes of it. */
    enum Moment {
        WHILE_IT_WRITES("NOT DEFERRABLE"),
        WHILE_IT_COMMITS("DEFERRABLE INITIALLY DEFERRED");

        private final String trigger;

        Moment(String trigger) {
            this.trigger = trigger;
        }
    }

    private static final long LOCK = 20_260_101;
    private static final String WAITERS =
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";

    private final Connection connection;

    /**
     * @param connection this one's alone, in auto-commit
     * @param eventType as the column {@code type} of the events has it
     */
    HeldCommit(Connection connection, String eventType, long afterSequence, Moment moment)
            throws SQLException {
        this.connection = connection;
        execute("SELECT pg_advisory_lock(" + LOCK + ")");
        execute(
                """
                CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM pg_advisory_xact_lock_shared(%d);
                    RETURN NULL;
                END
                $$
                """
                        .formatted(LOCK));
        execute(
                """
                CREATE CONSTRAINT TRIGGER hold AFTER INSERT ON event %s FOR EACH ROW
                WHEN (NEW.type = '%s' AND NEW.sequence > %d) EXECUTE FUNCTION hold()
                """
                        .formatted(moment.trigger, eventType, afterSequence));
    }

    boolean holds() throws SQLException {
        return Books.number(connection, WAITERS) > 0;
    }

    /** Lets the transaction go on to its end, and waits for that. */
    void release() throws SQLException {
        execute("SELECT pg_advisory_unlock(" + LOCK + ")");
        // Waits for the transaction, which has written to the table.
        execute("DROP FUNCTION hold() CASCADE");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
