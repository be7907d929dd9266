package dev.keel.ledger.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role that Keel works as: it can add events, and neither change nor remove them, nor alter a
 * table. The owner's role is for migrations alone.
 *
 * <p>Where the owner may create roles and has a password, {@value #NAME} is a role that logs in;
 * its password follows from the owner's, so that nobody has to store it. Where that does not work,
 * a session of the owner puts the role on, which keeps mistakes out, though not one who means harm.
 */
final class AppRole {
    static final String NAME = "keel_app";

    /** One at a time: concurrent grants of one database fail. */
    private static final long LOCK = 0x6b65656c_726f6c65L; // "keelrole"

    private static final String PRIVILEGE_TO_CREATE_ROLES =
            "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user";

    private static final String ROLE_IS_THERE =
            "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + NAME + "')";

    /** Tables of Keel in the schema of this connection, and whether rows may only be added. */
    private static final String TABLES =
            """
            SELECT c.oid::regclass::text,
                   c.relname IN ('event', 'posting', 'anchor') OR EXISTS (
                       SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
                       WHERE t.tgrelid = c.oid AND p.proname = 'refuse_change')
            FROM pg_class c
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
              AND c.relname <> 'flyway_schema_history'
            ORDER BY 1
            """;

    private static final Logger LOG = LoggerFactory.getLogger(AppRole.class);

    private AppRole() {}

    /**
     * Creates the role unless it is there, and gives it what Keel needs and no more.
     *
     * @param owner commits by itself
     * @return why there is no such role; empty if there is
     */
    static Optional<String> prepare(Connection owner, DatabaseAddress address) throws SQLException {
        owner.setAutoCommit(false);
        try (Statement statement = owner.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
            Optional<String> problem = create(statement, address);
            if (problem.isEmpty()) {
                grant(statement);
            }
            owner.commit();
            return problem;
        } catch (SQLException e) {
            owner.rollback();
            return Optional.of(String.valueOf(e.getMessage()));
        } finally {
            owner.setAutoCommit(true);
        }
    }

    private static Optional<String> create(Statement statement, DatabaseAddress address)
            throws SQLException {
        if (!is(statement, ROLE_IS_THERE)) {
            if (!is(statement, PRIVILEGE_TO_CREATE_ROLES)) {
                return Optional.of("the role that Keel was given may not create roles");
            }
            createRole(statement, address);
        }
        if (!canBePutOn(statement)) {
            statement.execute("GRANT " + NAME + " TO CURRENT_USER");
        }
        return Optional.empty();
    }

    /** Tried, since what membership allows differs between versions. */
    private static boolean canBePutOn(Statement statement) throws SQLException {
        statement.execute("SAVEPOINT put_on");
        try {
            statement.execute("SET LOCAL ROLE " + NAME);
            return true;
        } catch (SQLException e) {
            LOG.debug("{} cannot be put on yet", NAME, e);
            return false;
        } finally {
            statement.execute("ROLLBACK TO SAVEPOINT put_on");
        }
    }

    /** Another Keel on the same server may create it at the same time, in another database. */
    private static void createRole(Statement statement, DatabaseAddress address)
            throws SQLException {
        Optional<String> password = address.derivedPassword(NAME);
        statement.execute("SAVEPOINT create_role");
        try {
            statement.execute(
                    "CREATE ROLE "
                            + NAME
                            + " NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS "
                            // Hexadecimal digits: nothing to escape.
                            + password.map(secret -> "LOGIN PASSWORD '" + secret + "'")
                                    .orElse("NOLOGIN"));
        } catch (SQLException e) {
            statement.execute("ROLLBACK TO SAVEPOINT create_role");
            if (!is(statement, ROLE_IS_THERE)) {
                throw e;
            }
        }
    }

    private static void grant(Statement statement) throws SQLException {
        List<String> grants = new ArrayList<>();
        try (ResultSet schema = statement.executeQuery("SELECT quote_ident(current_schema())")) {
            schema.next();
            grants.add("GRANT USAGE ON SCHEMA " + schema.getString(1) + " TO " + NAME);
            grants.add(
                    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA "
                            + schema.getString(1)
                            + " TO "
                            + NAME);
        }
        try (ResultSet tables = statement.executeQuery(TABLES)) {
            while (tables.next()) {
                String table = tables.getString(1);
                boolean addOnly = tables.getBoolean(2);
                // Also what an older Keel or a hand gave.
                grants.add("REVOKE ALL ON " + table + " FROM " + NAME);
                grants.add("REVOKE UPDATE, DELETE, TRUNCATE, TRIGGER ON " + table + " FROM PUBLIC");
                grants.add(
                        "GRANT SELECT, INSERT"
                                + (addOnly ? "" : ", UPDATE, DELETE")
                                + " ON "
                                + table
                                + " TO "
                                + NAME);
            }
        }
        statement.execute(String.join(";", grants));
    }

    private static boolean is(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
